using System.Text.Json.Nodes;
using Orkestra.DevCluster.Objects;
using static Orkestra.DevCluster.Tables.BuiltInColumns;

namespace Orkestra.DevCluster.Tables;

/// <summary>The core group, without pods' details and events.</summary>
internal static class CoreColumns
{
    public static IReadOnlyList<TableColumn>? Find(string plural) => plural switch
    {
        "namespaces" => [Text("Status", "status.phase"), Age],
        "configmaps" => [Of("Data", obj => Count(obj["data"]) + Count(obj["binaryData"]), 0, "integer"), Age],
        "secrets" => [Text("Type", "type"), Of("Data", obj => Count(obj["data"]), 0, "integer"), Age],
        "serviceaccounts" => [Of("Secrets", obj => (obj["secrets"] as JsonArray)?.Count ?? 0, 0, "integer"), Age],
        "services" =>
        [
            Text("Type", "spec.type"),
            Text("Cluster-IP", "spec.clusterIP", absent: "<none>"),
            Of("External-IP", ExternalAddress),
            Of("Port(s)", Ports),
            Age,
            Of("Selector", obj => Labels(obj.AtDots("spec.selector")), 1),
        ],
        "pods" => PodColumns.All,
        "persistentvolumeclaims" =>
        [
            Of("Status", obj => obj.Deleting ? "Terminating" : obj.AtDots("status.phase").Text()),
            Text("Volume", "spec.volumeName"),
            Text("Capacity", "status.capacity.storage"),
            Of("Access Modes", obj => Modes(obj.AtDots("status.accessModes"))),
            Text("StorageClass", "spec.storageClassName"),
            Text("VolumeAttributesClass", "spec.volumeAttributesClassName", absent: "<unset>"),
            Age,
            Text("VolumeMode", "spec.volumeMode", 1, "<unset>"),
        ],
        "persistentvolumes" =>
        [
            Text("Capacity", "spec.capacity.storage"),
            Of("Access Modes", obj => Modes(obj.AtDots("spec.accessModes"))),
            Text("Reclaim Policy", "spec.persistentVolumeReclaimPolicy"),
            Of("Status", obj => obj.Deleting ? "Terminating" : obj.AtDots("status.phase").Text()),
            Of("Claim", obj => obj.AtDots("spec.claimRef") is { } claim ? $"{claim.Dig("namespace").Text()}/{claim.Dig("name").Text()}" : ""),
            Text("StorageClass", "spec.storageClassName"),
            Text("VolumeAttributesClass", "spec.volumeAttributesClassName", absent: "<unset>"),
            Text("Reason", "status.reason"),
            Age,
            Text("VolumeMode", "spec.volumeMode", 1, "<unset>"),
        ],
        "nodes" =>
        [
            Of("Status", NodeStatus),
            Of("Roles", Roles),
            Age,
            Text("Version", "status.nodeInfo.kubeletVersion"),
            Of("Internal-IP", obj => Address(obj, "InternalIP"), 1),
            Of("External-IP", obj => Address(obj, "ExternalIP"), 1),
            Text("OS-Image", "status.nodeInfo.osImage", 1, "<unknown>"),
            Text("Kernel-Version", "status.nodeInfo.kernelVersion", 1, "<unknown>"),
            Text("Container-Runtime", "status.nodeInfo.containerRuntimeVersion", 1, "<unknown>"),
        ],
        "endpoints" => [Of("Endpoints", Endpoints), Age],
        "resourcequotas" => [Of("Request", obj => Used(obj, limits: false)), Of("Limit", obj => Used(obj, limits: true)), Age],
        "podtemplates" => [Of("Containers", obj => Containers(obj, "name")), Of("Images", obj => Containers(obj, "image")), Of("Pod Labels", obj => Labels(obj.AtDots("template.metadata.labels")))],
        _ => null,
    };

    public static string Labels(JsonNode? labels) =>
        labels is JsonObject { Count: > 0 } map ? string.Join(",", map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value.Text()}")) : "<none>";

    private static int Count(JsonNode? map) => (map as JsonObject)?.Count ?? 0;

    private static JsonNode? ExternalAddress(JsonObject service)
    {
        var external = (service.AtDots("spec.externalIPs") as JsonArray ?? []).Select(address => address.Text());
        var balancer = (service.AtDots("status.loadBalancer.ingress") as JsonArray ?? []).Select(entry => entry.Dig("ip").Text() ?? entry.Dig("hostname").Text());
        var all = string.Join(",", balancer.Concat(external).OfType<string>());
        return service.AtDots("spec.type").Text() switch
        {
            "ExternalName" => service.AtDots("spec.externalName").Text() ?? "",
            "LoadBalancer" => all.Length > 0 ? all : "<pending>",
            _ => all.Length > 0 ? all : "<none>",
        };
    }

    private static JsonNode? Ports(JsonObject service)
    {
        var ports = (service.AtDots("spec.ports") as JsonArray ?? []).Select(port =>
            $"{port.Dig("port").Number()}{(port.Dig("nodePort").Number() is { } node and > 0 ? $":{node}" : "")}/{port.Dig("protocol").Text()}").ToList();
        return ports.Count == 0 ? "<none>" : string.Join(",", ports);
    }

    private static string Modes(JsonNode? modes) => string.Join(",", (modes as JsonArray ?? []).Select(mode => mode.Text() switch
    {
        "ReadWriteOnce" => "RWO",
        "ReadOnlyMany" => "ROX",
        "ReadWriteMany" => "RWX",
        "ReadWriteOncePod" => "RWOP",
        var other => other ?? "",
    }));

    private static JsonNode? NodeStatus(JsonObject node)
    {
        var ready = (node.AtDots("status.conditions") as JsonArray ?? []).FirstOrDefault(condition => condition.Dig("type").Text() is "Ready");
        var status = ready is null ? "Unknown" : ready.Dig("status").Text() is "True" ? "Ready" : "NotReady";
        return node.AtDots("spec.unschedulable").IsTrue() ? $"{status},SchedulingDisabled" : status;
    }

    private static JsonNode? Roles(JsonObject node)
    {
        const string prefix = "node-role.kubernetes.io/";
        var roles = (node.Meta["labels"] as JsonObject ?? []).Select(label => label.Key).Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Select(key => key[prefix.Length..]).Order(StringComparer.Ordinal);
        return string.Join(",", roles) is { Length: > 0 } text ? text : "<none>";
    }

    private static string Address(JsonObject node, string type) =>
        (node.AtDots("status.addresses") as JsonArray ?? []).FirstOrDefault(address => string.Equals(address.Dig("type").Text(), type, StringComparison.Ordinal)).Dig("address").Text() ?? "<none>";

    private static JsonNode? Endpoints(JsonObject endpoints)
    {
        var all = (endpoints["subsets"] as JsonArray ?? []).SelectMany(subset => (subset.Dig("addresses") as JsonArray ?? []).SelectMany(address =>
            (subset.Dig("ports") as JsonArray ?? []).Select(port => $"{address.Dig("ip").Text()}:{port.Dig("port").Number()}"))).ToList();
        return all.Count == 0 ? "<none>" : all.Count <= 3 ? string.Join(",", all) : $"{string.Join(",", all.Take(3))} + {all.Count - 3} more...";
    }

    private static string Used(JsonObject quota, bool limits) => string.Join(", ", (quota.AtDots("status.hard") as JsonObject ?? [])
        .Where(pair => pair.Key.StartsWith("limits", StringComparison.Ordinal) == limits)
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => $"{pair.Key}: {quota.Dig("status", "used", pair.Key).Text()}/{pair.Value.Text()}"));

    private static string Containers(JsonObject template, string field) =>
        string.Join(",", (template.AtDots("template.spec.containers") as JsonArray ?? []).Select(container => container.Dig(field).Text()));
}
