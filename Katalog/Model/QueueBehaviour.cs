using Orkestra.Katalog.Conditions;

namespace Orkestra.Katalog.Model;

/// <summary><c>queue.behaviour</c>: which custom resources wait beside a queue that is deep. What the format calls drop is deferred, never lost.</summary>
public sealed record QueueBehaviour
{
    /// <summary>At how many percent of the depth <c>onThreshold</c> begins, 1 to 100; 100 without it.</summary>
    public int ThresholdPercent { get; init; } = 100;

    /// <summary>What <c>onLimit</c> asks; null: it defers nothing.</summary>
    internal ConditionSet? AtLimit { get; init; }

    /// <summary>What <c>onThreshold</c> asks; null: it defers nothing.</summary>
    internal ConditionSet? AtThreshold { get; init; }
}
