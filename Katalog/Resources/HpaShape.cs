using System.Text.Json.Nodes;
using Orkestra.Katalog.Fragments;

namespace Orkestra.Katalog.Resources;

/// <summary>An autoscaler: percentages of processor and memory become metrics of autoscaling/v2.</summary>
internal sealed class HpaShape() : NativeShape(NativeKinds.Hpa)
{
    private const long DefaultTarget = 80;

    protected override JsonObject Spec(ChildScope child)
    {
        var fields = child.Fields;
        var spec = base.Spec(child);
        spec["scaleTargetRef"] = Target(spec["scaleTargetRef"] as JsonObject, child);
        if (spec["maxReplicas"] is null)
            throw new RenderFaultException(fields.PlaceOf("maxReplicas"), "an autoscaler needs maxReplicas");
        spec["minReplicas"] ??= 1;
        spec["metrics"] ??= Metrics(fields.At("profile") ?? fields);
        return spec;
    }

    private static JsonObject Target(JsonObject? given, ChildScope child)
    {
        var target = (JsonObject?)given?.DeepClone() ?? [];
        target["kind"] ??= "Deployment";
        target["name"] ??= $"{child.OwnerName}-deployment";
        if (target["apiVersion"] is null && (string?)target["kind"] is "Deployment" or "StatefulSet" or "ReplicaSet")
            target["apiVersion"] = "apps/v1";
        return target;
    }

    private static JsonArray Metrics(Block fields)
    {
        var all = new JsonArray();
        Add("cpu", fields.Whole("targetCPUUtilizationPercentage", 1, 10_000));
        Add("memory", fields.Whole("targetMemoryUtilizationPercentage", 1, 10_000));
        if (all.Count == 0)
            Add("cpu", DefaultTarget);
        return all;

        void Add(string resource, long? percent)
        {
            if (percent is null)
                return;
            all.Add(new JsonObject
            {
                ["type"] = "Resource",
                ["resource"] = new JsonObject { ["name"] = resource, ["target"] = new JsonObject { ["type"] = "Utilization", ["averageUtilization"] = percent } },
            });
        }
    }
}
