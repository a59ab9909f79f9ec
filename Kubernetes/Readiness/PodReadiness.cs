using System.Text.Json.Nodes;

namespace Orkestra.Kubernetes.Readiness;

internal static class PodReadiness
{
    public static ReadyReport Evaluate(StatusView view) => view.Phase switch
    {
        "Succeeded" => Report.Ready("It completed."),
        "Failed" => Report.Failed(StatusView.Text(view.Status, "message") is { Length: > 0 } message ? message : "It failed."),
        "Running" => Running(view),
        "Pending" when view.Condition("PodScheduled") is { IsFalse: true, Reason: "Unschedulable" } scheduled => Report.InProgress(scheduled.Text("It finds no node.")),
        "Pending" => Report.InProgress("It is pending."),
        "" => Report.InProgress("Nobody has seen it yet."),
        var phase => Report.InProgress($"Its phase is {phase}."),
    };

    private static ReadyReport Running(StatusView view)
    {
        if (view.Condition("Ready") is { IsTrue: true })
            return Report.Ready("It is ready.");
        var crashing = (view.Status?["containerStatuses"] as JsonArray ?? []).OfType<JsonObject>()
            .Where(container => StatusView.Text(container["state"]?["waiting"], "reason") is "CrashLoopBackOff")
            .Select(container => StatusView.Text(container, "name"))
            .ToList();
        return crashing.Count > 0 ? Report.Failed($"Containers that crash again and again: {string.Join(", ", crashing)}") : Report.InProgress("It runs and is not ready yet.");
    }
}
