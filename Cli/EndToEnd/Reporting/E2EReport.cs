using Orkestra.Katalog.Model;

namespace Orkestra.Cli.EndToEnd.Reporting;

/// <summary>What came of one E2E file.</summary>
/// <param name="File">The file, as short as it was given.</param>
/// <param name="Name">Its name.</param>
internal sealed record E2EReport(string File, string Name)
{
    /// <summary>What the file says of itself besides; null: it could not be loaded.</summary>
    public DefinitionAbout? About { get; init; }

    public IReadOnlyList<StepReport> Steps { get; init; } = [];

    /// <summary>Why it could not be run, or what it left over; each in one line.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    public TimeSpan Duration { get; init; }

    public bool Passed => Problems.Count == 0 && !Steps.Any(static step => step.Outcome == StepOutcome.Failed);
}
