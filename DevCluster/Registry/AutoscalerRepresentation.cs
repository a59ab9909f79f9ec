using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Storage;

namespace Orkestra.DevCluster.Registry;

/// <summary>autoscaling/v1 shows an autoscaler with its CPU target as one number; what else v2 has goes through annotations.</summary>
internal sealed class AutoscalerRepresentation(ServedResource v2) : IRepresentation
{
    private const string MetricsAnnotation = "autoscaling.alpha.kubernetes.io/metrics";
    private const string BehaviorAnnotation = "autoscaling.alpha.kubernetes.io/behavior";

    public object? StorageEncoding => v2;

    public byte[] Encode(StoredObject stored)
    {
        var obj = stored.Parse();
        obj["apiVersion"] = "autoscaling/v1";
        var spec = obj.Child("spec");
        var metrics = (spec["metrics"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        spec.Remove("metrics");
        if (metrics.Find(IsCpu) is { } cpu)
        {
            spec["targetCPUUtilizationPercentage"] = cpu.Dig("resource", "target", "averageUtilization")?.DeepClone();
            metrics.Remove(cpu);
        }

        if (metrics.Count > 0)
            Annotate(obj, MetricsAnnotation, new JsonArray([.. metrics.Select(metric => metric.DeepClone())]));
        if (spec["behavior"] is { } behavior)
        {
            spec.Remove("behavior");
            Annotate(obj, BehaviorAnnotation, behavior);
        }

        if (obj["status"] is JsonObject status)
        {
            status.Remove("currentMetrics");
            status.Remove("conditions");
        }

        return JsonBytes.Write(obj);
    }

    public JsonObject ToStorage(JsonObject obj)
    {
        var kept = obj.Copy();
        kept["apiVersion"] = "autoscaling/v2";
        var spec = kept.Child("spec");
        var metrics = Take(kept, MetricsAnnotation) as JsonArray ?? [];
        if (spec["targetCPUUtilizationPercentage"] is { } percent)
        {
            spec.Remove("targetCPUUtilizationPercentage");
            metrics.Add((JsonNode)new JsonObject
            {
                ["type"] = "Resource",
                ["resource"] = new JsonObject { ["name"] = "cpu", ["target"] = new JsonObject { ["type"] = "Utilization", ["averageUtilization"] = percent } },
            });
        }

        if (metrics.Count > 0)
            spec["metrics"] = metrics;
        if (Take(kept, BehaviorAnnotation) is { } behavior)
            spec["behavior"] = behavior;
        return kept;
    }

    private static bool IsCpu(JsonObject metric) =>
        metric.Text("type") is "Resource" && metric.Dig("resource", "name").Text() is "cpu" && metric.Dig("resource", "target", "averageUtilization") is not null;

    private static void Annotate(JsonObject obj, string name, JsonNode value) => obj.Meta.Child("annotations")[name] = System.Text.Encoding.UTF8.GetString(JsonBytes.Write(value));

    private static JsonNode? Take(JsonObject obj, string name)
    {
        if (obj.Meta["annotations"] is not JsonObject annotations || annotations.Text(name) is not { } text)
            return null;
        annotations.Remove(name);
        try
        {
            return JsonNode.Parse(text);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
