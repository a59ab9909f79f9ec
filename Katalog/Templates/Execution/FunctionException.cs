namespace Orkestra.Katalog.Templates.Execution;

/// <summary>A function refuses its arguments, at <see cref="Evaluation.At"/>.</summary>
internal sealed class FunctionException(string message) : Exception(message);
