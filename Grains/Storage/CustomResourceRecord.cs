using Orkestra.Grains.Boxes;
using Orkestra.Grains.External;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Grains.Looping;
using Orkestra.Grains.Pausing;
using Orkestra.Grains.Queueing;
using Orkestra.Grains.Related;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Watch;

namespace Orkestra.Grains.Storage;

/// <summary>What a box keeps of one custom resource. Guarded by the lock of its <see cref="Slot"/>.</summary>
internal sealed class CustomResourceRecord(WatchedObject first, OwnerSlot slot, WorkQueue queue) : ICustomResourceListener
{
    public ObjectName Name { get; } = first.Name;

    public OwnerSlot Slot { get; } = slot;

    public string Uid { get; private set; } = first.Uid;

    public string ResourceVersion { get; private set; } = first.ResourceVersion;

    public long Generation { get; private set; } = first.Generation;

    public bool Deleting { get; private set; } = first.Deleting;

    /// <summary>It is being deleted in a way that leaves its dependents. The API server takes the mark away before we may have acted on it, so it is remembered.</summary>
    public bool LeavesDependents { get; private set; } = SaysOrphan(first);

    /// <summary>What its own annotations say about a pause.</summary>
    public PauseMark? Pause { get; private set; } = PauseMark.Of(first.Annotation);

    /// <summary>Where in a resync interval it has its turn.</summary>
    public uint Phase { get; private set; } = PhaseOf(first.Uid);

    public CompactJson Json { get; private set; } = CompactJson.From(first.Json.Span);

    public PassOutcome? LastOutcome { get; private set; }

    public DateTimeOffset? LastPass { get; private set; }

    public int Passes { get; private set; }

    public int Errors { get; private set; }

    /// <summary>Failed passes in a row.</summary>
    public int ConsecutiveFailures { get; private set; }

    /// <summary>When the first of them ended; null: the last pass did not fail.</summary>
    public DateTimeOffset? FirstFailure { get; private set; }

    /// <summary>What passes told last as events, by name; null before the first pass.</summary>
    public IReadOnlyDictionary<string, PassEvent>? Told { get; set; }

    /// <summary>Passes in a row that could not reach the API server.</summary>
    public int UnreachableAttempts { get; private set; }

    /// <summary>The definition under which the last pass came to its end; null before the first one.</summary>
    public string? Revision { get; private set; }

    /// <summary>Its last pass was one of this definition and did not fail.</summary>
    public bool IsOn(string revision) => LastOutcome is not { Result: PassResult.Failed } && string.Equals(Revision, revision, StringComparison.Ordinal);

    public bool Ready => LastOutcome is { Result: PassResult.Done, AllReady: true };

    /// <summary>Hash of the status that was last asked for, and of the status that the server made of it: a server that alters what it is sent is asked once only.</summary>
    public (ulong Sent, ulong Answered) StatusWrite { get; set; }

    /// <summary>The generation whose spec the API server did not let us keep; 0: none.</summary>
    public long UnkeptGeneration { get; set; }

    /// <summary>What the last complete pass saw; null after any other.</summary>
    public SettledPass? Settled { get; set; }

    /// <summary>How often it was written for without a user's change; null: never.</summary>
    public HotLoop? Loop { get; set; }

    /// <summary>What it asked the outside; null: nothing.</summary>
    public AnswerBook? Answers { get; set; }

    /// <summary>What it looks up of others; null: nothing.</summary>
    public RelatedBook? Related { get; set; }

    /// <summary>Code of the entry was told that it is being deleted, and is done with it.</summary>
    public bool HasTakenLeave { get; set; }

    /// <summary>Takes a newer state. A new uid under the old name is another object: nothing that was learned about the old one holds.</summary>
    public void Update(WatchedObject latest)
    {
        if (!string.Equals(Uid, latest.Uid, StringComparison.Ordinal))
        {
            ConsecutiveFailures = 0;
            FirstFailure = null;
            Told = null;
            LastOutcome = null;
            Revision = null;
            StatusWrite = default;
            UnkeptGeneration = 0;
            LeavesDependents = false;
            HasTakenLeave = false;
            AsksNothing();
        }

        Uid = latest.Uid;
        ResourceVersion = latest.ResourceVersion;
        Generation = latest.Generation;
        Deleting = latest.Deleting;
        LeavesDependents |= SaysOrphan(latest);
        Pause = PauseMark.Of(latest.Annotation);
        Phase = PhaseOf(Uid);
        Json = CompactJson.From(latest.Json.Span);
    }

    public void Ended(PassOutcome outcome, DateTimeOffset time, string revision)
    {
        // It found nothing out: neither is a failure over, nor is what was done before.
        if (outcome.IsAsking)
        {
            LastOutcome ??= outcome;
            return;
        }

        if (!PruneGuard.IsToBeRepeated(outcome))
            Revision = revision;
        LastOutcome = outcome;
        LastPass = time;
        Passes++;
        UnreachableAttempts = outcome.Result is PassResult.Unreachable ? UnreachableAttempts + 1 : 0;
        if (outcome.Result is PassResult.Failed)
        {
            Errors++;
            ConsecutiveFailures++;
            FirstFailure ??= time;
        }
        else if (outcome.Result is not PassResult.Unreachable)
        {
            ConsecutiveFailures = 0;
            FirstFailure = null;
        }
    }

    /// <summary>Of the uid alone, so that it is the same in every process.</summary>
    private static uint PhaseOf(string uid)
    {
        var hash = 2166136261u;
        foreach (var letter in uid)
            hash = (hash ^ letter) * 16777619u;
        return hash ^ (hash >> 15);
    }

    private static bool SaysOrphan(WatchedObject live) => live.Deleting && live.Parse().Finalizers.Contains("orphan", StringComparer.Ordinal);

    public void ChildChanged() => queue.Add(Name, PassCauses.ChildChange);

    public void Contested()
    {
        Settled = null;
        queue.Add(Name, PassCauses.ChildChange);
    }

    public void Answered() => queue.Add(Name, PassCauses.Retry);

    /// <summary>Nobody waits any more for what it asked the outside, and what it looked up wakes it no more.</summary>
    public void AsksNothing()
    {
        Answers?.Close();
        Answers = null;
        Related?.Close();
        Related = null;
    }

    /// <summary>No pass runs, and the next one is of another definition.</summary>
    public void ForgetLoop()
    {
        Loop = null;
        Slot.Probe = null;
    }

    /// <summary>Somebody changed the object: what failed before may succeed now.</summary>
    public void ForgetFailures()
    {
        ConsecutiveFailures = 0;
        FirstFailure = null;
    }
}
