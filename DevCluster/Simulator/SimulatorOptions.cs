namespace Orkestra.DevCluster.Simulator;

/// <summary>How workloads behave where their annotations say nothing (see <see cref="SimulatorAnnotations"/>).</summary>
public sealed record SimulatorOptions
{
    /// <summary>The only namespace whose workloads are simulated; null simulates all. Default null.</summary>
    public string? Namespace { get; init; }

    /// <summary>How long a workload takes to get to its outcome. Zero writes the end at once, without a state between. Default 1 s.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The delay of single kinds, by kind as "Deployment"; the others take <see cref="Delay"/>.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Delays { get; init; } = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);

    /// <summary>The outcome of single kinds, by kind; the others get ready.</summary>
    public IReadOnlyDictionary<string, SimulatedOutcome> Outcomes { get; init; } = new Dictionary<string, SimulatedOutcome>(StringComparer.Ordinal);

    /// <summary>How many nodes a DaemonSet runs on. Default 1.</summary>
    public int Nodes { get; init; } = 1;

    /// <summary>How many writes are underway at once. Default 8.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>When a write is tried again that the server could not take. Default 1 s.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);
}
