namespace Orkestra.Katalog.Templates.Execution;

/// <summary>A limit was reached, at <see cref="Evaluation.At"/>.</summary>
internal sealed class LimitReachedException(string message) : Exception(message);
