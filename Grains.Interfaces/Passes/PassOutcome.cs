namespace Orkestra.Grains.Interfaces.Passes;

/// <summary>What one pass did.</summary>
/// <param name="Result">How it ended.</param>
/// <param name="Reason">CamelCase reason as in a condition, such as <c>ReconcileSucceeded</c>.</param>
/// <param name="Message">For people; at most 256 characters.</param>
/// <param name="Writes">Requests that asked the API server to change something.</param>
/// <param name="AllReady">Every declared child is ready.</param>
public sealed record PassOutcome(PassResult Result, string Reason, string Message, int Writes, bool AllReady)
{
    /// <summary>When set, the key is queued again after this time.</summary>
    public TimeSpan? RequeueAfter { get; init; }

    /// <summary>A gate was closed: no children were wanted.</summary>
    public bool IsGated { get; init; }

    /// <summary>It waits for an answer of the outside, and runs again, from its beginning, when that is there: nothing was found out, and what was known before still holds.</summary>
    public bool IsAsking { get; init; }

    /// <summary>The rules that the custom resource does not obey, in the order of the file.</summary>
    public IReadOnlyList<PassViolation> Violations { get; init; } = [];

    /// <summary>What it tells as Kubernetes events, besides its own result.</summary>
    public IReadOnlyList<PassEvent> Events { get; init; } = [];

    /// <summary>The last spec that worked is in the place of the written one.</summary>
    public bool IsRolledBack { get; init; }

    /// <summary>The pass changed a status field that the entry reads: the key runs once more at once.</summary>
    public bool RunAgain { get; init; }
}
