namespace Orkestra.Silo.Http;

/// <summary>Answer of <c>/health</c>, <c>/ready</c>, <c>/started</c> and <c>/startup</c>.</summary>
/// <param name="Status"><c>ok</c> or what is missing.</param>
internal sealed record ProbeAnswer(string Status);
