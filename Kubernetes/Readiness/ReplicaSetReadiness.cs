namespace Orkestra.Kubernetes.Readiness;

internal static class ReplicaSetReadiness
{
    public static ReadyReport Evaluate(StatusView view)
    {
        if (view.Condition("ReplicaFailure") is { IsTrue: true } failure)
            return Report.InProgress(failure.Text("A pod could not be made."));
        var wanted = view.Desired("replicas", 1);
        var (labelled, available) = (view.Present("fullyLabeledReplicas"), view.Present("availableReplicas"));
        var (ready, present) = (view.Present("readyReplicas"), view.Present("replicas"));
        if (wanted > labelled)
            return Report.Short("Labelled", labelled, wanted);
        if (wanted > available)
            return Report.Short("Available", available, wanted);
        if (wanted > ready)
            return Report.Short("Ready", ready, wanted);
        return present > wanted
            ? Report.InProgress(FormattableString.Invariant($"Pending termination: {present - wanted}"))
            : Report.Ready(FormattableString.Invariant($"Available: {available}/{wanted}"));
    }
}
