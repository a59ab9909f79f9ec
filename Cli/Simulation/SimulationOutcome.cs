namespace Orkestra.Cli.Simulation;

/// <summary>How a simulation ended.</summary>
internal enum SimulationOutcome
{
    /// <summary>Everything was as expected.</summary>
    Passed,

    /// <summary>Nothing was expected: the operations are shown.</summary>
    Shown,

    /// <summary>It needs what this version does not execute.</summary>
    Skipped,

    /// <summary>Something was not as expected, or could not be loaded.</summary>
    Failed,
}
