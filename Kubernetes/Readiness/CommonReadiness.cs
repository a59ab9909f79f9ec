using Orkestra.Kubernetes.Objects;

namespace Orkestra.Kubernetes.Readiness;

/// <summary>What decides for every kind; null leaves it to the kind.</summary>
internal static class CommonReadiness
{
    public static ReadyReport? Evaluate(StatusView view)
    {
        if (view.Live.DeletionTimestamp is not null)
            return new ReadyReport(ReadyState.Terminating, "It is being deleted.");
        if (view.ObservedGeneration is { } observed && view.Generation != 0 && observed != view.Generation)
            return Report.InProgress(FormattableString.Invariant($"Generation {view.Generation} is not observed yet; {observed} is."));
        if (view.Condition("Reconciling") is { IsTrue: true } reconciling)
            return Report.InProgress(reconciling.Text("Reconciling"));
        if (view.Condition("Stalled") is { IsTrue: true } stalled)
            return Report.Failed(stalled.Text("Stalled"));
        return null;
    }
}
