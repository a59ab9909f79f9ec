using System.Globalization;
using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Apply;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.DevCluster.Simulator.Behaviours;

/// <summary>A pod runs and is ready, or crashes again and again.</summary>
internal sealed class PodBehaviour : IWorkloadBehaviour
{
    public string Group => "";

    public string Kind => "Pod";

    // A pod is Pending from its creation on.
    public JsonObject? Starting(JsonObject live, DateTimeOffset now) => null;

    public JsonObject Settled(JsonObject live, bool fails, DateTimeOffset now)
    {
        var conditions = new ConditionList(live, now).Set("Initialized", holds: true).Set("PodScheduled", holds: true);
        foreach (var type in new[] { "ContainersReady", "Ready" })
        {
            if (fails)
                conditions.Set(type, holds: false, "ContainersNotReady", "containers with unready status");
            else
                conditions.Set(type, holds: true);
        }

        return new JsonObject
        {
            ["phase"] = "Running",
            ["conditions"] = conditions.ToJson(),
            ["hostIP"] = "192.0.2.1",
            ["podIP"] = Address(live),
            ["startTime"] = live.Text("status", "startTime") ?? ConditionList.Time(now),
            ["containerStatuses"] = new JsonArray([.. Containers(live).Select(container => (JsonNode)Container(live, container, fails, now))]),
        };
    }

    private static JsonObject Container(JsonObject live, JsonNode? container, bool fails, DateTimeOffset now) => new()
    {
        ["name"] = container.Text("name"),
        ["image"] = container.Text("image"),
        ["imageID"] = $"simulated://{container.Text("image")}",
        ["ready"] = !fails,
        ["started"] = !fails,
        ["restartCount"] = fails ? 5 : 0,
        ["state"] = fails
            ? new JsonObject { ["waiting"] = new JsonObject { ["reason"] = "CrashLoopBackOff", ["message"] = "back-off restarting failed container" } }
            : new JsonObject { ["running"] = new JsonObject { ["startedAt"] = live.Text("status", "startTime") ?? ConditionList.Time(now) } },
    };

    private static IEnumerable<JsonNode?> Containers(JsonObject live) => live["spec"]?["containers"] as JsonArray ?? [];

    private static string Address(JsonObject live)
    {
        var hash = CanonicalJson.Hash(JsonValue.Create(live.Uid));
        return string.Create(CultureInfo.InvariantCulture, $"10.244.{hash % 256}.{1 + (hash / 256 % 254)}");
    }
}
