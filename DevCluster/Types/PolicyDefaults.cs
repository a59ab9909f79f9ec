using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Types;

/// <summary>Defaults of networking, scaling, access and definition kinds that depend on other fields.</summary>
internal static class PolicyDefaults
{
    private const string RbacGroup = "rbac.authorization.k8s.io";

    public static void NetworkPolicy(JsonObject? spec)
    {
        if (spec is null || spec["policyTypes"] is JsonArray { Count: > 0 })
            return;
        spec["policyTypes"] = spec["egress"] is JsonArray { Count: > 0 } ? new JsonArray("Ingress", "Egress") : new JsonArray("Ingress");
    }

    public static void HorizontalPodAutoscaler(JsonObject? spec)
    {
        if (spec is null)
            return;
        if (spec["metrics"] is not JsonArray { Count: > 0 })
        {
            var target = new JsonObject { ["type"] = "Utilization", ["averageUtilization"] = 80 };
            spec["metrics"] = new JsonArray(new JsonObject { ["type"] = "Resource", ["resource"] = new JsonObject { ["name"] = "cpu", ["target"] = target } });
        }
        if (spec.At("behavior") is not { } behavior)
            return;
        var up = behavior.Ensure("scaleUp");
        up.Default("stabilizationWindowSeconds", 0);
        up.Default("selectPolicy", "Max");
        up.Default("policies", new JsonArray(Policy("Pods", 4), Policy("Percent", 100)));
        var down = behavior.Ensure("scaleDown");
        down.Default("selectPolicy", "Max");
        down.Default("policies", new JsonArray(Policy("Percent", 100)));
    }

    /// <summary>In version 1 the only metric is the use of CPU; others lie in annotations.</summary>
    public static void OlderHorizontalPodAutoscaler(JsonObject obj, JsonObject? spec)
    {
        if (obj.At("metadata", "annotations").TextOf("autoscaling.alpha.kubernetes.io/metrics") is null)
            spec?.Default("targetCPUUtilizationPercentage", 80);
    }

    public static void RoleBinding(JsonObject obj)
    {
        if (obj.At("roleRef") is { } role)
            role.Default("apiGroup", RbacGroup);
        foreach (var subject in obj.ObjectsIn("subjects").Where(s => s.TextOf("kind") is "User" or "Group"))
            subject.Default("apiGroup", RbacGroup);
    }

    public static void CustomResourceDefinition(JsonObject? spec)
    {
        if (spec.At("names") is { } names && names.TextOf("kind") is { } kind)
        {
            names.Default("singular", kind.ToLowerInvariant());
            names.Default("listKind", kind + "List");
        }
        spec?.Default("conversion", new JsonObject { ["strategy"] = "None" });
    }

    private static JsonObject Policy(string type, int value) => new() { ["type"] = type, ["value"] = value, ["periodSeconds"] = 15 };
}
