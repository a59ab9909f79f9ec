using Orkestra.Katalog.Conditions;

namespace Orkestra.Katalog.Model;

/// <summary><c>runtime.autoscale</c>: what a box becomes while its conditions hold.</summary>
public sealed record WorkerAutoscale
{
    /// <summary>How often it is looked.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the conditions must not hold before the declared values come back.</summary>
    public TimeSpan Cooldown { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How many workers there are then, 1 to 50; null: as declared.</summary>
    public int? Workers { get; init; }

    /// <summary>How many keys the queue holds then; null: as declared.</summary>
    public int? QueueDepth { get; init; }

    /// <summary>How often custom resources are looked at then; null: as declared.</summary>
    public TimeSpan? Resync { get; init; }

    /// <summary>What the figures are asked.</summary>
    internal ConditionSet Conditions { get; init; } = ConditionSet.Always;
}
