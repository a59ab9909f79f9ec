using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Types;

/// <summary>What the server sets once, when it stores a new object.</summary>
internal static class NewObjectDefaults
{
    public static void Namespace(JsonObject obj)
    {
        obj.Ensure("spec")["finalizers"] = new JsonArray("kubernetes");
        obj["status"] = new JsonObject { ["phase"] = "Active" };
    }

    public static void Pod(JsonObject obj) => obj["status"] = new JsonObject { ["phase"] = "Pending", ["qosClass"] = QualityOfService(obj.At("spec")) };

    /// <summary>Without manualSelector a job selects its pods by its own uid.</summary>
    public static void Job(JsonObject obj)
    {
        var spec = obj.At("spec");
        if (spec is null || spec["manualSelector"] is JsonValue manual && manual.GetValueKind() == JsonValueKind.True)
            return;
        var uid = obj.At("metadata").TextOf("uid") ?? "";
        var name = obj.At("metadata").TextOf("name") ?? "";
        var labels = spec.Ensure("template").Ensure("metadata").Ensure("labels");
        labels["batch.kubernetes.io/controller-uid"] = uid;
        labels["batch.kubernetes.io/job-name"] = name;
        labels["controller-uid"] = uid;
        labels["job-name"] = name;
        spec.Ensure("selector").Ensure("matchLabels")["batch.kubernetes.io/controller-uid"] = uid;
        if (obj.At("metadata", "labels") is not { Count: > 0 })
            obj.Ensure("metadata")["labels"] = labels.DeepClone();
    }

    private static string QualityOfService(JsonObject? spec)
    {
        var containers = spec.ObjectsIn("containers").Concat(spec.ObjectsIn("initContainers")).Select(c => c.At("resources")).ToArray();
        if (containers.All(r => r.At("requests") is not { Count: > 0 } && r.At("limits") is not { Count: > 0 }))
            return "BestEffort";
        var guaranteed = containers.All(r => r.At("limits") is { } limits && limits.ContainsKey("cpu") && limits.ContainsKey("memory")
            && (r.At("requests") is not { } requests || requests.All(q => JsonNode.DeepEquals(q.Value, limits[q.Key]))));
        return guaranteed ? "Guaranteed" : "Burstable";
    }
}
