using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Types;

/// <summary>Defaults of core kinds that depend on other fields.</summary>
internal static class CoreDefaults
{
    public static void NamespaceLabel(JsonObject obj)
    {
        if (obj.At("metadata").TextOf("name") is { Length: > 0 } name)
            obj.Ensure("metadata").Ensure("labels")["kubernetes.io/metadata.name"] = name;
    }

    public static void Service(JsonObject? spec)
    {
        if (spec is null)
            return;
        var type = spec.TextOf("type");
        var outside = type is "NodePort" or "LoadBalancer";
        foreach (var port in spec.ObjectsIn("ports"))
        {
            if (port["targetPort"] is null or JsonValue && port["targetPort"]?.ToJsonString() is null or "0" or "\"\"" && port["port"] is { } number)
                port["targetPort"] = number.DeepClone();
        }
        if (outside || type is "ClusterIP" && spec["externalIPs"] is JsonArray { Count: > 0 })
            spec.Default("externalTrafficPolicy", "Cluster");
        if (outside || type is "ClusterIP")
            spec.Default("internalTrafficPolicy", "Cluster");
        if (type is "LoadBalancer")
            spec.Default("allocateLoadBalancerNodePorts", true);
        if (spec.TextOf("sessionAffinity") is "ClientIP")
            spec.Ensure("sessionAffinityConfig").Ensure("clientIP").Default("timeoutSeconds", 10800);
        else
            spec.Remove("sessionAffinityConfig");
    }

    public static void LimitRange(JsonObject? spec)
    {
        foreach (var item in spec.ObjectsIn("limits").Where(i => i.TextOf("type") is "Container"))
        {
            Copy(item, "max", "default");
            Copy(item, "default", "defaultRequest");
            Copy(item, "min", "defaultRequest");
        }
    }

    private static void Copy(JsonObject item, string from, string to)
    {
        if (item.At(from) is not { } source)
            return;
        var target = item.Ensure(to);
        foreach (var (name, quantity) in source)
            target.Default(name, quantity!.DeepClone());
    }
}
