namespace Orkestra.DevCluster.Cel;

/// <summary>An error while an expression is evaluated, as the language has it: an absent key, an index out of range, an overflow.</summary>
internal sealed class CelException(string message) : Exception(message);
