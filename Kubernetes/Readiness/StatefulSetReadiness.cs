namespace Orkestra.Kubernetes.Readiness;

internal static class StatefulSetReadiness
{
    public static ReadyReport Evaluate(StatusView view)
    {
        var strategy = view.Spec?["updateStrategy"];
        if (StatusView.Text(strategy, "type") is "OnDelete")
            return Report.Ready("Its pods are updated when somebody deletes them.");
        var wanted = view.Desired("replicas", 1);
        var (present, ready, updated) = (view.Present("replicas"), view.Present("readyReplicas"), view.Present("updatedReplicas"));
        if (wanted > present)
            return Report.Short("Replicas", present, wanted);
        if (wanted > ready)
            return Report.Short("Ready", ready, wanted);
        if (present > wanted)
            return Report.InProgress(FormattableString.Invariant($"Pending termination: {present - wanted}"));
        if (StatusView.Number(strategy?["rollingUpdate"], "partition") is { } partition)
        {
            return updated < wanted - partition
                ? Report.Short("Updated", updated, wanted - partition)
                : Report.Ready(FormattableString.Invariant($"Ready: {ready}/{wanted}, {updated} of them updated"));
        }

        if (wanted > view.Present("currentReplicas"))
            return Report.Short("Current", view.Present("currentReplicas"), wanted);
        return string.Equals(StatusView.Text(view.Status, "currentRevision"), StatusView.Text(view.Status, "updateRevision"), StringComparison.Ordinal)
            ? Report.Ready(FormattableString.Invariant($"Ready: {ready}/{wanted}"))
            : Report.InProgress("Not every pod is of the newest revision.");
    }
}
