namespace Orkestra.Cli.Simulation;

/// <summary>How simulations run.</summary>
internal sealed record SimulationOptions
{
    /// <summary>Leave out what needs servers outside.</summary>
    public bool SkipExternal { get; init; }

    /// <summary>Load and check only.</summary>
    public bool DryRun { get; init; }

    /// <summary>Show every operation, refused ones and passing simulations too.</summary>
    public bool DebugOperations { get; init; }

    /// <summary>Cycles in place of those of the file; null: the file's.</summary>
    public int? Cycles { get; init; }

    /// <summary>When simulated time begins. A Tuesday, far from any change of clocks.</summary>
    public DateTimeOffset Start { get; init; } = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>How many simulations run at once.</summary>
    public int Parallel { get; init; } = 2;
}
