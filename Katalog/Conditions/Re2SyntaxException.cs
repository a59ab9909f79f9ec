namespace Orkestra.Katalog.Conditions;

/// <summary>RE2 does not accept the pattern.</summary>
internal sealed class Re2SyntaxException(string message) : Exception(message);
