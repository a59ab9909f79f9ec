namespace Orkestra.Kubernetes.Readiness;

internal static class DeploymentReadiness
{
    // A Deployment without a deadline gets no Progressing condition from its controller.
    private const long NoDeadline = int.MaxValue;

    public static ReadyReport Evaluate(StatusView view)
    {
        var progressing = view.Condition("Progressing");
        if (progressing is { Reason: "ProgressDeadlineExceeded" })
            return Report.Failed(progressing.Text("The progress deadline was exceeded."));
        var wanted = view.Desired("replicas", 1);
        var (present, updated, available) = (view.Present("replicas"), view.Present("updatedReplicas"), view.Present("availableReplicas"));
        if (wanted > present)
            return Report.Short("Replicas", present, wanted);
        if (wanted > updated)
            return Report.Short("Updated", updated, wanted);
        if (present > wanted)
            return Report.InProgress(FormattableString.Invariant($"Pending termination: {present - wanted}"));
        if (updated > available)
            return Report.Short("Available", available, updated);
        if (wanted > view.Present("readyReplicas"))
            return Report.Short("Ready", view.Present("readyReplicas"), wanted);
        var rolledOut = view.Desired("progressDeadlineSeconds", NoDeadline) == NoDeadline || progressing is { IsTrue: true, Reason: "NewReplicaSetAvailable" };
        if (!rolledOut)
            return Report.InProgress("The new ReplicaSet is not available yet.");
        return view.Condition("Available") is { IsTrue: true }
            ? Report.Ready(FormattableString.Invariant($"Available: {available}/{wanted}"))
            : Report.InProgress("The Deployment is not available yet.");
    }
}
