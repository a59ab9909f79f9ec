using Orkestra.Katalog.Diagnostics;

namespace Orkestra.Cli.EndToEnd.Reporting;

/// <summary>What came of one step.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">Where it is in the file.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Duration">How long it took.</param>
internal sealed record StepReport(string Name, SourcePlace Place, StepOutcome Outcome, TimeSpan Duration)
{
    /// <summary>Why it failed or was left out, in one line; empty: it passed.</summary>
    public string Message { get; init; } = "";

    /// <summary>What helps to understand the failure, ready to print.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];
}
