namespace Orkestra.DevCluster.Cel;

/// <summary>An expression, or a part of the language, that this server cannot read or evaluate.</summary>
internal sealed class CelSyntaxException(string message) : Exception(message);
