using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Fragments;

namespace Orkestra.Katalog.Model;

/// <summary>One direction of <see cref="WorkloadAutoscale"/>.</summary>
public sealed record ScaleStep
{
    /// <summary>When the step is made.</summary>
    internal ConditionSet Conditions { get; init; } = ConditionSet.Always;

    /// <summary>By how many pods; null with <see cref="Target"/>, or for one pod.</summary>
    internal Fragment? By { get; init; }

    /// <summary>How many pods there are afterwards; null: <see cref="By"/> counts.</summary>
    internal Fragment? Target { get; init; }
}
