namespace Orkestra.Katalog.EndToEnd.Queries;

/// <summary>A text is no query of the supported part of its language.</summary>
/// <param name="message">What is wrong, with the position.</param>
internal sealed class QuerySyntaxException(string message) : Exception(message);
