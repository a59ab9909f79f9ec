using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Model;

namespace Orkestra.Cli.Simulation;

/// <summary>What came of one Simulate file.</summary>
internal sealed record SimulationReport
{
    /// <summary>The file, as short as it was given.</summary>
    public required string File { get; init; }

    /// <summary>Name in the file; the file's own where it has none.</summary>
    public required string Name { get; init; }

    /// <summary>What the file says of itself besides; null: it could not be loaded.</summary>
    public DefinitionAbout? About { get; init; }

    public required SimulationOutcome Outcome { get; init; }

    /// <summary>What is wrong, with places.</summary>
    public IReadOnlyList<Diagnostic> Findings { get; init; } = [];

    /// <summary>What the reader should know besides.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Expected and actual operations side by side, ready to print; empty where nothing is to be compared.</summary>
    public IReadOnlyList<string> Difference { get; init; } = [];

    public IReadOnlyList<Operation> Operations { get; init; } = [];

    public IReadOnlyList<PassError> Errors { get; init; } = [];

    /// <summary>Cycles that ran.</summary>
    public int Cycles { get; init; }

    public int Passes { get; init; }

    /// <summary>Of real time.</summary>
    public TimeSpan Duration { get; init; }
}
