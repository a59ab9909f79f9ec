using Orkestra.Katalog.Diagnostics;

namespace Orkestra.Katalog.EndToEnd;

/// <summary>A command of the shell.</summary>
/// <param name="Run">The command line.</param>
/// <param name="ExitCode">With what it must end.</param>
/// <param name="Assertions">What must be true of its output.</param>
/// <param name="Place">Where it is in the file.</param>
public sealed record E2ECommand(string Run, int ExitCode, IReadOnlyList<Assertion> Assertions, SourcePlace Place);
