namespace Orkestra.Silo.Http;

/// <summary>Answer of a path that names nothing.</summary>
internal sealed record ErrorAnswer(string Error);
