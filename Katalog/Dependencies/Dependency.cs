using Orkestra.Katalog.Diagnostics;

namespace Orkestra.Katalog.Dependencies;

/// <summary>Another entry that an entry waits for.</summary>
/// <param name="Entry">The name of the other entry.</param>
/// <param name="Condition"><c>started</c>, <c>healthy</c>, <c>pending</c>, <c>ready</c>, <c>degraded</c> or <c>deleted</c>.</param>
/// <param name="Place">Where it is in the file.</param>
public sealed record Dependency(string Entry, string Condition, SourcePlace Place);
