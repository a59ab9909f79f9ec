using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Katalog.Admission;
using Orkestra.Katalog.Hooking;

namespace Orkestra.Grains.Passes;

/// <summary>What a pass found, for the status of the custom resource.</summary>
/// <param name="Result">How it ended.</param>
/// <param name="Reason">Reason of the conditions.</param>
/// <param name="Message">Message of the conditions.</param>
/// <param name="NotReady">The first child that is not ready and why, or null when all are.</param>
/// <param name="ChildFailed">A child says that it failed for good.</param>
internal sealed record PassReport(PassResult Result, string Reason, string Message, string? NotReady, bool ChildFailed)
{
    /// <summary>All children are there and ready.</summary>
    public static PassReport Ready { get; } = new(PassResult.Done, "ReconcileSucceeded", "", null, ChildFailed: false) { Violations = [] };

    /// <summary>When the key comes back without an event; null leaves it to events and backoff.</summary>
    public TimeSpan? RequeueAfter { get; init; }

    /// <summary>It will be over at once: no status is written about it.</summary>
    public bool IsBrief { get; init; }

    /// <summary>It waits for an answer of the outside.</summary>
    public bool IsAsking { get; init; }

    /// <summary>Unwanted children are kept until somebody accepts their deletion, so the next pass may find more to do with the same inputs.</summary>
    public bool IsHeld { get; init; }

    /// <summary>The rules that the custom resource does not obey; null where the pass ended before they were asked, so that nothing is known of them.</summary>
    public IReadOnlyList<RuleViolation>? Violations { get; init; }

    /// <summary>When time alone makes the children others than they are now; null: not by a time that is known.</summary>
    public DateTimeOffset? NextChange { get; init; }

    /// <summary>Why the last spec that worked is in the place of the written one; null: it is not.</summary>
    public string? RolledBack { get; init; }

    /// <summary>Which of its children others want too; null: none.</summary>
    public string? Contested { get; init; }

    /// <summary>What code of the entry answered.</summary>
    public IReadOnlyList<ReconcileReply> Replies { get; init; } = [];

    /// <summary>There is more to do, which begins with the next pass.</summary>
    public bool RunAgain { get; init; }

    /// <summary>A gate is closed: no children are wanted.</summary>
    public bool IsGated { get; init; }

    public bool Succeeded => Result is PassResult.Done;

    public bool AllReady => Succeeded && NotReady is null;
}
