using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Selectors;

namespace Orkestra.DevCluster.Strategies;

/// <summary>Services: an address of their own, ports on nodes, both kept over updates.</summary>
internal sealed class ServiceStrategy : ResourceStrategy
{
    private readonly ServiceAddresses _addresses = new();

    public override bool ReturnsDeletedObject => true;

    public override IReadOnlySet<string> SelectableFields { get; } = Fields("spec.clusterIP", "spec.type");

    public override string? NameError(string name) => Names.Label1035Error(name);

    public override void PrepareForCreate(JsonObject obj, StrategyContext context)
    {
        obj["status"] = new JsonObject { ["loadBalancer"] = new JsonObject() };
        Complete(obj.Child("spec"));
    }

    public override void PrepareForUpdate(JsonObject obj, JsonObject live, StrategyContext context)
    {
        var (spec, old) = (obj.Child("spec"), live.Child("spec"));
        if (spec.Text("type") is "ExternalName" != old.Text("type") is "ExternalName")
        {
            foreach (var name in (string[])["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"])
            {
                if (JsonNode.DeepEquals(spec[name], old[name]))
                    spec.Remove(name);
            }
        }
        else
        {
            foreach (var name in (string[])["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy", "healthCheckNodePort"])
            {
                if (spec[name] is null && old[name] is { } kept)
                    spec[name] = kept.DeepClone();
            }
        }

        KeepNodePorts(spec, old);
        Complete(spec);
    }

    public override IEnumerable<FieldError> Validate(JsonObject obj)
    {
        var spec = obj.Child("spec");
        if (spec.Text("type") is "ExternalName" && spec.Text("externalName") is not { Length: > 0 })
            yield return FieldError.Required("spec.externalName");
        var ports = (spec["ports"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        if (ports.Count == 0 && spec.Text("type") is not "ExternalName" && spec.Text("clusterIP") is not "None")
            yield return FieldError.Required("spec.ports");
        for (var i = 0; i < ports.Count; i++)
        {
            foreach (var error in Port(ports, i))
                yield return error;
        }
    }

    public override IEnumerable<FieldError> ValidateUpdate(JsonObject obj, JsonObject live)
    {
        var (spec, old) = (obj.Child("spec"), live.Child("spec"));
        if (spec.Text("type") is "ExternalName" || old.Text("type") is "ExternalName" || old.Text("clusterIP") is not { Length: > 0 } before)
            yield break;
        if (!string.Equals(spec.Text("clusterIP"), before, StringComparison.Ordinal))
            yield return FieldError.InvalidText("spec.clusterIPs[0]", $"[]string{{{FieldError.Quote(spec.Text("clusterIP") ?? "")}}}", "may not change once set");
    }

    private static IEnumerable<FieldError> Port(List<JsonObject> ports, int i)
    {
        var at = $"spec.ports[{i}]";
        if (ports[i]["port"].Number() is not { } number || number is < 1 or > 65535)
            yield return FieldError.Invalid($"{at}.port", ports[i]["port"].Number() ?? 0, "must be between 1 and 65535, inclusive");
        if (ports.Count > 1 && ports[i].Text("name") is not { Length: > 0 })
            yield return FieldError.Required($"{at}.name");
        if (ports.Take(i).Any(other => Same(other, ports[i], "port") && Same(other, ports[i], "protocol")))
            yield return FieldError.Duplicate(at, new JsonObject { ["port"] = ports[i]["port"]?.DeepClone(), ["protocol"] = ports[i]["protocol"]?.DeepClone() });
        if (ports[i].Text("name") is { Length: > 0 } name && ports.Take(i).Any(other => string.Equals(other.Text("name"), name, StringComparison.Ordinal)))
            yield return FieldError.Duplicate($"{at}.name", name);
    }

    private static bool Same(JsonObject left, JsonObject right, string name) => JsonNode.DeepEquals(left[name], right[name]);

    private static void KeepNodePorts(JsonObject spec, JsonObject old)
    {
        var before = (old["ports"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        foreach (var port in (spec["ports"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (port["nodePort"].Number() is null or 0 && before.Find(other => Same(other, port, "port") && Same(other, port, "protocol"))?["nodePort"] is { } kept && UsesNodePorts(spec))
                port["nodePort"] = kept.DeepClone();
        }
    }

    private static bool UsesNodePorts(JsonObject spec) => spec.Text("type") is "NodePort" || spec.Text("type") is "LoadBalancer" && spec["allocateLoadBalancerNodePorts"]?.GetValueKind() != System.Text.Json.JsonValueKind.False;

    private void Complete(JsonObject spec)
    {
        if (spec.Text("type") is "ExternalName")
            return;
        if (spec.Text("clusterIP") is not { Length: > 0 } address)
        {
            address = (spec["clusterIPs"] as JsonArray)?.FirstOrDefault().Text() ?? _addresses.Next();
            spec["clusterIP"] = address;
        }

        if (spec["clusterIPs"] is not JsonArray { Count: > 0 })
            spec["clusterIPs"] = new JsonArray(address);
        if (spec["ipFamilies"] is not JsonArray { Count: > 0 })
            spec["ipFamilies"] = new JsonArray("IPv4");
        if (spec.Text("ipFamilyPolicy") is null)
            spec["ipFamilyPolicy"] = "SingleStack";
        if (!UsesNodePorts(spec))
            return;
        foreach (var port in (spec["ports"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (port["nodePort"].Number() is null or 0)
                port["nodePort"] = _addresses.NextNodePort();
        }
    }
}
