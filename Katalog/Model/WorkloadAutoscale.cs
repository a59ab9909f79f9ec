using Orkestra.Katalog.Fragments;

namespace Orkestra.Katalog.Model;

/// <summary><c>autoscale</c> of a workload: its number of pods changes by conditions that every pass looks at.</summary>
public sealed record WorkloadAutoscale
{
    /// <summary>How long nothing is changed after a change.</summary>
    public TimeSpan Cooldown { get; init; }

    /// <summary>When there are more pods; null: never.</summary>
    public ScaleStep? Up { get; init; }

    /// <summary>When there are fewer pods; null: never.</summary>
    public ScaleStep? Down { get; init; }

    /// <summary>How many pods there are at least; null: 1.</summary>
    internal Fragment? Min { get; init; }

    /// <summary>How many pods there are at most.</summary>
    internal Fragment? Max { get; init; }
}
