using Orkestra.Katalog.Diagnostics;

namespace Orkestra.Katalog.Simulation;

/// <summary>What must have happened in a simulation.</summary>
public sealed record SimulateExpectation
{
    /// <summary>Where it is in the file.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>Whether the last cycle must do nothing; null: not said.</summary>
    public bool? Steady { get; init; }

    /// <summary>The cycle, from 1, from which on nothing may be done; null: not said.</summary>
    public int? SteadyAt { get; init; }

    /// <summary>Whether no pass may fail; null: not said.</summary>
    public bool? NoErrors { get; init; }

    /// <summary>Operations that must have been made.</summary>
    public IReadOnlyList<ExpectedOperation> Operations { get; init; } = [];

    /// <summary>Operations that must not have been made.</summary>
    public IReadOnlyList<ExpectedOperation> Absent { get; init; } = [];
}
