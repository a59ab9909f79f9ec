using System.Text.Json.Nodes;
using Orkestra.DevCluster.CustomResources;
using Orkestra.DevCluster.Registry;

namespace Orkestra.DevCluster.Discovery;

/// <summary>One API group with its versions, the preferred one first.</summary>
internal sealed record ApiGroups(string Name, IReadOnlyList<string> Versions)
{
    // The order in which the real server lists its own groups; those of CRDs follow by name.
    private static readonly string[] Order =
    [
        "", "apiregistration.k8s.io", "apps", "events.k8s.io", "authentication.k8s.io", "authorization.k8s.io", "autoscaling", "batch", "certificates.k8s.io", "networking.k8s.io", "policy",
        "rbac.authorization.k8s.io", "storage.k8s.io", "admissionregistration.k8s.io", "apiextensions.k8s.io", "scheduling.k8s.io", "coordination.k8s.io", "node.k8s.io", "discovery.k8s.io",
    ];

    public static IEnumerable<ApiGroups> Of(RegistrySnapshot served) => served.All
        .Select(resource => (resource.Group, resource.Kind.Version))
        .Concat(ReviewResources.Groups)
        .GroupBy(pair => pair.Group, pair => pair.Version, StringComparer.Ordinal)
        .OrderBy(group => Array.IndexOf(Order, group.Key) is var at and >= 0 ? at : Order.Length)
        .ThenBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => new ApiGroups(group.Key, [.. group.Distinct(StringComparer.Ordinal).Order(ApiVersionOrder.NewestFirst)]));

    public JsonObject ToJson() => new()
    {
        ["name"] = Name,
        ["versions"] = new JsonArray([.. Versions.Select(version => (JsonNode)Entry(version))]),
        ["preferredVersion"] = Entry(Versions[0]),
    };

    private JsonObject Entry(string version) => new() { ["groupVersion"] = Name.Length == 0 ? version : $"{Name}/{version}", ["version"] = version };
}
