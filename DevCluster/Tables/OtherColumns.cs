using System.Text.Json.Nodes;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Operations;
using static Orkestra.DevCluster.Tables.BuiltInColumns;

namespace Orkestra.DevCluster.Tables;

/// <summary>Networking, policy, access, storage and the like.</summary>
internal static class OtherColumns
{
    public static IReadOnlyList<TableColumn>? Find(string group, string plural) => (group, plural) switch
    {
        ("networking.k8s.io", "ingresses") => [Text("Class", "spec.ingressClassName", absent: "<none>"), Of("Hosts", Hosts), Of("Address", Address), Of("Ports", obj => obj.AtDots("spec.tls") is null ? "80" : "80, 443"), Age],
        ("networking.k8s.io", "ingressclasses") => [Text("Controller", "spec.controller"), Of("Parameters", Parameters), Age],
        ("networking.k8s.io", "networkpolicies") => [Of("Pod-Selector", obj => SelectorText.Of(obj.AtDots("spec.podSelector")) is { Length: > 0 } text ? text : "<none>"), Age],
        ("policy", "poddisruptionbudgets") =>
            [Text("Min Available", "spec.minAvailable", absent: "N/A"), Text("Max Unavailable", "spec.maxUnavailable", absent: "N/A"), Number("Allowed Disruptions", "status.disruptionsAllowed"), Age],
        ("autoscaling", "horizontalpodautoscalers") =>
        [
            Of("Reference", obj => $"{obj.AtDots("spec.scaleTargetRef.kind").Text()}/{obj.AtDots("spec.scaleTargetRef.name").Text()}"),
            Of("Targets", Targets),
            Text("MinPods", "spec.minReplicas", absent: "<unset>"),
            Number("MaxPods", "spec.maxReplicas"),
            Number("Replicas", "status.currentReplicas"),
            Age,
        ],
        ("coordination.k8s.io", "leases") => [Text("Holder", "spec.holderIdentity"), Age],
        ("rbac.authorization.k8s.io", "rolebindings" or "clusterrolebindings") =>
        [
            Of("Role", obj => $"{obj.AtDots("roleRef.kind").Text()}/{obj.AtDots("roleRef.name").Text()}"),
            Age,
            Of("Users", obj => Subjects(obj, "User"), 1),
            Of("Groups", obj => Subjects(obj, "Group"), 1),
            Of("ServiceAccounts", obj => Subjects(obj, "ServiceAccount"), 1),
        ],
        ("storage.k8s.io", "storageclasses") =>
        [
            Text("Provisioner", "provisioner"),
            Text("ReclaimPolicy", "reclaimPolicy"),
            Text("VolumeBindingMode", "volumeBindingMode"),
            Of("AllowVolumeExpansion", obj => obj["allowVolumeExpansion"].IsTrue() ? "true" : "false"),
            Age,
        ],
        ("scheduling.k8s.io", "priorityclasses") =>
            [Number("Value", "value"), Of("Global-Default", obj => obj["globalDefault"].IsTrue(), 0, "boolean"), Age, Text("PreemptionPolicy", "preemptionPolicy")],
        ("discovery.k8s.io", "endpointslices") => [Text("AddressType", "addressType"), Of("Ports", SlicePorts), Of("Endpoints", SliceAddresses), Age],
        ("admissionregistration.k8s.io", "validatingwebhookconfigurations" or "mutatingwebhookconfigurations") => [Of("Webhooks", obj => (obj["webhooks"] as JsonArray)?.Count ?? 0, 0, "integer"), Age],
        _ => null,
    };

    private static JsonNode? Hosts(JsonObject ingress)
    {
        var hosts = (ingress.AtDots("spec.rules") as JsonArray ?? []).Select(rule => rule.Dig("host").Text() is { Length: > 0 } host ? host : "*").ToList();
        return hosts.Count switch { 0 => "*", <= 3 => string.Join(",", hosts), _ => $"{string.Join(",", hosts.Take(3))} + {hosts.Count - 3} more..." };
    }

    private static JsonNode? Address(JsonObject ingress) =>
        string.Join(",", (ingress.AtDots("status.loadBalancer.ingress") as JsonArray ?? []).Select(entry => entry.Dig("ip").Text() ?? entry.Dig("hostname").Text()));

    private static JsonNode? Parameters(JsonObject obj) => obj.AtDots("spec.parameters") is { } parameters
        ? $"{parameters.Dig("kind").Text()}{(parameters.Dig("apiGroup").Text() is { } group ? "." + group : "")}/{parameters.Dig("name").Text()}"
        : "<none>";

    private static JsonNode? Targets(JsonObject autoscaler)
    {
        var metrics = autoscaler.AtDots("spec.metrics") as JsonArray ?? [];
        var texts = metrics.Select(metric =>
        {
            var target = metric.Dig("resource", "target") ?? metric.Dig("containerResource", "target");
            var name = metric.Dig("resource", "name").Text() ?? metric.Dig("containerResource", "name").Text();
            return target.Dig("averageUtilization").Number() is { } percent ? $"{name}: <unknown>/{percent}%" : $"<unknown>/{target.Dig("averageValue").Text() ?? "<auto>"}";
        }).ToList();
        if (autoscaler.AtDots("spec.targetCPUUtilizationPercentage").Number() is { } cpu)
            texts.Add($"cpu: <unknown>/{cpu}%");
        return texts.Count == 0 ? "<none>" : string.Join(", ", texts);
    }

    private static string Subjects(JsonObject binding, string kind) => string.Join(", ", (binding["subjects"] as JsonArray ?? [])
        .Where(subject => string.Equals(subject.Dig("kind").Text(), kind, StringComparison.Ordinal))
        .Select(subject => subject.Dig("namespace").Text() is { } ns ? $"{ns}/{subject.Dig("name").Text()}" : subject.Dig("name").Text()));

    private static JsonNode? SlicePorts(JsonObject slice) => slice["ports"] is JsonArray { Count: > 0 } ports ? string.Join(",", ports.Select(port => port.Dig("port").Number())) : "<unset>";

    private static JsonNode? SliceAddresses(JsonObject slice)
    {
        var addresses = (slice["endpoints"] as JsonArray ?? []).SelectMany(endpoint => endpoint.Dig("addresses") as JsonArray ?? []).Select(address => address.Text()).ToList();
        return addresses.Count switch { 0 => "<unset>", <= 3 => string.Join(",", addresses), _ => $"{string.Join(",", addresses.Take(3))} + {addresses.Count - 3} more..." };
    }
}
