namespace Orkestra.Kubernetes.Readiness;

internal static class DaemonSetReadiness
{
    public static ReadyReport Evaluate(StatusView view)
    {
        // Where nodes match, the counts are set with the observedGeneration; before that, a missing count says nothing.
        if (view.ObservedGeneration is null || view.Known("desiredNumberScheduled") is not { } wanted)
            return Report.InProgress("Its controller has not seen it yet.");
        var (current, updated) = (view.Present("currentNumberScheduled"), view.Present("updatedNumberScheduled"));
        var (available, ready) = (view.Present("numberAvailable"), view.Present("numberReady"));
        if (wanted > current)
            return Report.Short("Current", current, wanted);
        if (wanted > updated)
            return Report.Short("Updated", updated, wanted);
        if (wanted > available)
            return Report.Short("Available", available, wanted);
        return wanted > ready ? Report.Short("Ready", ready, wanted) : Report.Ready(FormattableString.Invariant($"Available: {available}/{wanted}"));
    }
}
