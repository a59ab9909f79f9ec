namespace Orkestra.Grains.Interfaces.Fleet;

/// <summary>One operator box at one moment.</summary>
public sealed record BoxView
{
    /// <summary>Name of the CRD entry in the Katalog.</summary>
    public required string Name { get; init; }

    /// <summary>Name of the Katalog.</summary>
    public required string Katalog { get; init; }

    /// <summary>Name of the Kubernetes cluster.</summary>
    public required string Cluster { get; init; }

    /// <summary>API group; empty for the core group.</summary>
    public required string Group { get; init; }

    /// <summary>Version that is watched.</summary>
    public required string Version { get; init; }

    /// <summary>Kind.</summary>
    public required string Kind { get; init; }

    /// <summary>State.</summary>
    public required BoxState State { get; init; }

    /// <summary>Why the state is what it is; empty when there is nothing to say.</summary>
    public string Message { get; init; } = "";

    /// <summary>What the box needs of other boxes (<c>dependsOn</c>) and does not have; empty when it has all.</summary>
    public string UnmetNeeds { get; init; } = "";

    /// <summary>When the box last started, or null.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the last pass ended, or null.</summary>
    public DateTimeOffset? LastReconcile { get; init; }

    /// <summary>Message of the last failed pass, or null.</summary>
    public string? LastError { get; init; }

    /// <summary>Passes that ended.</summary>
    public long TotalReconciles { get; init; }

    /// <summary>Passes that failed.</summary>
    public long FailedReconciles { get; init; }

    /// <summary>Failed passes since the last success.</summary>
    public int ConsecutiveFailures { get; init; }

    /// <summary>Failed passes in a row that make the box degraded.</summary>
    public int FailureThreshold { get; init; }

    /// <summary>Custom resources that the box knows.</summary>
    public int ResourceCount { get; init; }

    /// <summary>Custom resources whose last pass found everything ready.</summary>
    public int ReadyCount { get; init; }

    /// <summary>Custom resources that a rule refuses: nothing is written for them but their status.</summary>
    public int DeniedCount { get; init; }

    /// <summary>Custom resources in whose place the last spec that worked is.</summary>
    public int RolledBackCount { get; init; }

    /// <summary>Custom resources whose gate is closed.</summary>
    public int GatedCount { get; init; }

    /// <summary>Keys that keep failing and are tried at a long interval only.</summary>
    public int ParkedCount { get; init; }

    /// <summary>Custom resources that are left alone, because they, their namespace or their CRD are paused.</summary>
    public int PausedCount { get; init; }

    /// <summary>Custom resources that were written for again and again although no user changed them, and whose passes are slowed.</summary>
    public int SlowedCount { get; init; }

    /// <summary>Revision of the definition that the box runs: a hash of all that the entry is made of.</summary>
    public string Revision { get; init; } = "";

    /// <summary>Custom resources whose last pass succeeded under this revision. The others are on an older one, or were not looked at since the start.</summary>
    public int CurrentCount { get; init; }

    /// <summary>Keys that wait beside the queue until it is less deep.</summary>
    public int Deferred { get; init; }

    /// <summary>Keys that wait for a worker.</summary>
    public int QueueDepth { get; init; }

    /// <summary>Keys whose pass runs now.</summary>
    public int Processing { get; init; }

    /// <summary>Keys that wait for a time (backoff or requeue).</summary>
    public int Delayed { get; init; }

    /// <summary>Workers.</summary>
    public int Workers { get; init; }

    /// <summary>True when the Katalog says how many workers, false for the default.</summary>
    public bool WorkersConfigured { get; init; }

    /// <summary>True: workers, depth and resync are those of <c>autoscale</c> now.</summary>
    public bool IsScaled { get; init; }

    /// <summary>Resync interval.</summary>
    public TimeSpan Resync { get; init; }

    /// <summary>Resyncs that ran.</summary>
    public long Resyncs { get; init; }

    /// <summary>Requests that asked the API server to change something.</summary>
    public long Writes { get; init; }

    /// <summary>When the last such request ended, or null.</summary>
    public DateTimeOffset? LastWrite { get; init; }

    /// <summary>What a changed definition would delete if it were accepted, or null when nothing is held.</summary>
    public HeldPrune? HeldPrune { get; init; }
}
