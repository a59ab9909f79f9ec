using Orkestra.Katalog.Diagnostics;

namespace Orkestra.Katalog.Migration;

/// <summary>What became of a file.</summary>
/// <param name="Text">The file in the present form: the text itself where nothing is to be changed; null when it could not be rewritten.</param>
/// <param name="Changes">What was changed, one line each.</param>
/// <param name="Diagnostics">Why it could not be rewritten.</param>
public sealed record MigrationResult(string? Text, IReadOnlyList<string> Changes, IReadOnlyList<Diagnostic> Diagnostics);
