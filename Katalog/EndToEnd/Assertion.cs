namespace Orkestra.Katalog.EndToEnd;

/// <summary>Something that must be true of an output.</summary>
/// <param name="Operator">The key: <c>equals</c>, <c>outputContains</c>, ….</param>
/// <param name="Values">What it is compared with; one for most operators.</param>
public sealed record Assertion(string Operator, IReadOnlyList<string> Values);
