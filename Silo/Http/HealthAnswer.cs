namespace Orkestra.Silo.Http;

/// <summary>Answer of <c>/health</c>.</summary>
/// <param name="Status">Always <c>ok</c>: the process answers.</param>
/// <param name="Definitions"><c>current</c>, or <c>refused</c> with what is wrong: then the last good ones run.</param>
internal sealed record HealthAnswer(string Status, string Definitions);
