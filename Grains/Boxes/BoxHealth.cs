using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Grains.Interfaces.Passes;

namespace Orkestra.Grains.Boxes;

/// <summary>Counts the passes of a box and says how it is. Degraded after as many failures in a row as the threshold says; the first success heals it.</summary>
internal sealed class BoxHealth(int failureThreshold, Action<BoxState, string> changed)
{
    private readonly Lock _lock = new();
    private BoxHealthSnapshot _now = new();

    /// <summary>Failures in a row after which the box is degraded; the next pass that ends is judged by it.</summary>
    public int FailureThreshold { get; set; } = failureThreshold;

    public BoxHealthSnapshot Now
    {
        get
        {
            lock (_lock)
                return _now.Seen;
        }
    }

    /// <summary>The box is in another phase of its life.</summary>
    public void Enter(BoxState state, string message, DateTimeOffset? startedAt = null) =>
        Change(now => now with { State = state, Message = message, StartedAt = startedAt ?? (state is BoxState.Started ? now.StartedAt : null), ConsecutiveFailures = 0 });

    public void PassEnded(PassOutcome outcome, DateTimeOffset time) => Change(now =>
    {
        var failed = outcome.Result is PassResult.Failed or PassResult.Unreachable;
        var failures = failed ? now.ConsecutiveFailures + 1 : 0;
        var state = now.State switch
        {
            BoxState.Started or BoxState.Healthy or BoxState.Degraded when failures >= FailureThreshold => BoxState.Degraded,
            BoxState.Started or BoxState.Degraded when !failed => BoxState.Healthy,
            _ => now.State,
        };
        return now with
        {
            State = state,
            Message = state is BoxState.Degraded ? $"{failures} passes in a row failed: {outcome.Message}" : "",
            Total = now.Total + 1,
            Failed = now.Failed + (failed ? 1 : 0),
            ConsecutiveFailures = failures,
            LastError = failed ? outcome.Message : now.LastError,
            LastReconcile = time,
            Writes = now.Writes + outcome.Writes,
            LastWrite = outcome.Writes > 0 ? time : now.LastWrite,
        };
    });

    /// <summary>The first listing is worked off.</summary>
    public void CaughtUp() => Change(now => now.State is BoxState.Started ? now with { State = BoxState.Healthy, Message = "" } : now);

    /// <summary>What the box lacks of other boxes; empty when it lacks nothing.</summary>
    public void Needs(string unmet) => Change(now => string.Equals(now.UnmetNeeds, unmet, StringComparison.Ordinal) ? now : now with { UnmetNeeds = unmet });

    public void Resynced() => Change(now => now with { Resyncs = now.Resyncs + 1 });

    private void Change(Func<BoxHealthSnapshot, BoxHealthSnapshot> change)
    {
        BoxHealthSnapshot before, after;
        lock (_lock)
        {
            before = _now;
            after = _now = change(before);
        }

        (before, after) = (before.Seen, after.Seen);
        if (before.State != after.State)
            changed(after.State, after.Message);
    }
}
