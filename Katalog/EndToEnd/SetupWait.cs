using Orkestra.Katalog.Diagnostics;

namespace Orkestra.Katalog.EndToEnd;

/// <summary>An object that must be ready before a test goes on.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name.</param>
/// <param name="Namespace">Its namespace; null: the default one.</param>
/// <param name="Timeout">How long at most.</param>
/// <param name="Place">Where it is in the file.</param>
public sealed record SetupWait(string Kind, string Name, string? Namespace, TimeSpan Timeout, SourcePlace Place);
