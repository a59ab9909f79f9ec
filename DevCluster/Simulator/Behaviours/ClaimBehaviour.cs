using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Simulator.Behaviours;

internal sealed class ClaimBehaviour : IWorkloadBehaviour
{
    public string Group => "";

    public string Kind => "PersistentVolumeClaim";

    public JsonObject? Starting(JsonObject live, DateTimeOffset now) => live.Text("status", "phase") is null ? new JsonObject { ["phase"] = "Pending" } : null;

    public JsonObject Settled(JsonObject live, bool fails, DateTimeOffset now) => fails
        ? new JsonObject { ["phase"] = "Lost" }
        : new JsonObject
        {
            ["phase"] = "Bound",
            ["accessModes"] = live["spec"]?["accessModes"]?.DeepClone(),
            ["capacity"] = new JsonObject { ["storage"] = live["spec"]?["resources"]?["requests"]?["storage"]?.DeepClone() },
        };
}
