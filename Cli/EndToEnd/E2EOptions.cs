namespace Orkestra.Cli.EndToEnd;

/// <summary>How end-to-end tests are run.</summary>
internal sealed record E2EOptions
{
    public const string DevCluster = "devcluster";
    public const string Existing = "existing";

    /// <summary><see cref="DevCluster"/> or <see cref="Existing"/>; null: what the files say, where kind means a DevCluster.</summary>
    public string? Provider { get; init; }

    /// <summary>Path of the kubeconfig of an existing cluster; null: kubectl's rules.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>Context of the kubeconfig; null: its current one.</summary>
    public string? Context { get; init; }

    /// <summary>How long every step may take in place of what the files say; null: what they say.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Only steps whose names contain one of these run; empty: all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>What was made stays.</summary>
    public bool Keep { get; init; }

    /// <summary>How long the simulator of a DevCluster takes to make a workload ready.</summary>
    public TimeSpan SimulatorDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Where a JUnit report goes; null: nowhere.</summary>
    public string? JUnitFile { get; init; }
}
