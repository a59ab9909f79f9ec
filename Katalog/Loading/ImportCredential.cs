namespace Orkestra.Katalog.Loading;

/// <summary>What authorises the reading of an import.</summary>
/// <param name="Type"><c>bearer</c>, <c>basic</c> or <c>github</c>.</param>
/// <param name="Variable">The environment variable that has the secret.</param>
public sealed record ImportCredential(string Type, string Variable);
