namespace Orkestra.DevCluster.Simulator;

/// <summary>The annotations by which an object tells the simulator how to behave. They win over <see cref="SimulatorOptions"/>; a value that cannot be read counts as absent.</summary>
public static class SimulatorAnnotations
{
    /// <summary>A duration as "500ms", "3s" or "1m30s".</summary>
    public const string Delay = "simulator.orkestra.orkspace.io/delay";

    /// <summary>"ready", "fail" or "stuck".</summary>
    public const string Outcome = "simulator.orkestra.orkspace.io/outcome";
}
