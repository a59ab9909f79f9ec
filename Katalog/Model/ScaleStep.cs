using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;

namespace Orkestra.Katalog.Model;

/// <summary>One direction of <see cref="WorkloadAutoscale"/>.</summary>
public sealed record ScaleStep
{
    /// <summary>Where it is in the file.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>When the step is made.</summary>
    internal ConditionSet Conditions { get; init; } = ConditionSet.Always;

    /// <summary>By how many pods; null with <see cref="Target"/>, or for one pod.</summary>
    internal Fragment? By { get; init; }

    /// <summary>How many pods there are afterwards; null: <see cref="By"/> counts.</summary>
    internal Fragment? Target { get; init; }
}
