using System.Globalization;
using System.Text.Json.Nodes;
using Orkestra.DevCluster.Objects;
using static Orkestra.DevCluster.Tables.BuiltInColumns;

namespace Orkestra.DevCluster.Tables;

/// <summary>Pods: what their containers are doing, in one word.</summary>
internal static class PodColumns
{
    public static IReadOnlyList<TableColumn> All { get; } =
    [
        Of("Ready", obj => $"{Statuses(obj).Count(status => status.Dig("ready").IsTrue())}/{(obj.AtDots("spec.containers") as JsonArray)?.Count ?? 0}"),
        Of("Status", Status),
        Of("Restarts", obj => Statuses(obj).Sum(status => status.Dig("restartCount").Number() ?? 0).ToString(CultureInfo.InvariantCulture)),
        Age,
        Text("IP", "status.podIP", 1, "<none>"),
        Text("Node", "spec.nodeName", 1, "<none>"),
        Text("Nominated Node", "status.nominatedNodeName", 1, "<none>"),
        Of("Readiness Gates", Gates, 1),
    ];

    private static IEnumerable<JsonNode?> Statuses(JsonObject pod) => pod.AtDots("status.containerStatuses") as JsonArray ?? [];

    private static JsonNode? Status(JsonObject pod)
    {
        if (pod.Deleting)
            return "Terminating";
        var reason = pod.AtDots("status.reason").Text() ?? pod.AtDots("status.phase").Text() ?? "";
        foreach (var status in Statuses(pod))
        {
            if (status.Dig("state", "waiting", "reason").Text() is { Length: > 0 } waiting)
                reason = waiting;
            else if (status.Dig("state", "terminated", "reason").Text() is { Length: > 0 } terminated)
                reason = terminated;
        }

        return reason;
    }

    private static JsonNode? Gates(JsonObject pod)
    {
        if (pod.AtDots("spec.readinessGates") is not JsonArray { Count: > 0 } gates)
            return "<none>";
        var conditions = pod.AtDots("status.conditions") as JsonArray ?? [];
        var passed = gates.Count(gate => conditions.Any(condition =>
            string.Equals(condition.Dig("type").Text(), gate.Dig("conditionType").Text(), StringComparison.Ordinal) && condition.Dig("status").Text() is "True"));
        return $"{passed}/{gates.Count}";
    }
}
