using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Registry;

namespace Orkestra.DevCluster.Discovery;

/// <summary>All groups with all their resources in one document (apidiscovery.k8s.io/v2).</summary>
internal static class AggregatedDiscovery
{
    private const string Form = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    public static bool IsWanted(ApiRequest request)
    {
        foreach (var clause in MediaTypes.Accepted(request.Accept))
        {
            if (!clause.IsJson)
                continue;
            if (clause.As.Length == 0)
                return false;
            if (clause is { As: "APIGroupDiscoveryList" } && clause.Parameters.GetValueOrDefault("g") is "apidiscovery.k8s.io" && clause.Parameters.GetValueOrDefault("v") is "v2")
                return true;
        }

        return false;
    }

    public static ApiResponse Of(RegistrySnapshot served, bool core)
    {
        var items = ApiGroups.Of(served).Where(group => group.Name.Length == 0 == core).Select(group => (JsonNode)Group(served, group));
        return ApiResponse.Of(200, new JsonObject
        {
            ["kind"] = "APIGroupDiscoveryList",
            ["apiVersion"] = "apidiscovery.k8s.io/v2",
            ["metadata"] = new JsonObject(),
            ["items"] = new JsonArray([.. items]),
        }) with { ContentType = Form };
    }

    private static JsonObject Group(RegistrySnapshot served, ApiGroups group) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = group.Name, ["creationTimestamp"] = null },
        ["versions"] = new JsonArray([.. group.Versions.Select(version => (JsonNode)new JsonObject
        {
            ["version"] = version,
            ["resources"] = new JsonArray([.. Resources(served, group.Name, version)]),
            ["freshness"] = "Current",
        })]),
    };

    private static IEnumerable<JsonNode> Resources(RegistrySnapshot served, string group, string version) => served.All
        .Where(resource => string.Equals(resource.Group, group, StringComparison.Ordinal) && string.Equals(resource.Kind.Version, version, StringComparison.Ordinal))
        .Select(Resource)
        .Concat(ReviewResources.Entries(group, version).Select(entry => new JsonObject
        {
            ["resource"] = entry["name"]!.DeepClone(),
            ["responseKind"] = Kind(group, version, entry["kind"]!.GetValue<string>()),
            ["scope"] = "Cluster",
            ["singularResource"] = entry["singularName"]!.DeepClone(),
            ["verbs"] = new JsonArray("create"),
        }))
        .OrderBy(resource => resource["resource"]!.GetValue<string>(), StringComparer.Ordinal);

    private static JsonObject Resource(ServedResource resource)
    {
        var kind = resource.Kind;
        var entry = new JsonObject
        {
            ["resource"] = kind.Plural,
            ["responseKind"] = Kind(kind.Group, kind.Version, kind.Kind),
            ["scope"] = kind.Namespaced ? "Namespaced" : "Cluster",
            ["singularResource"] = kind.Singular,
            ["verbs"] = Texts(resource.Verbs),
        };
        if (kind.ShortNames.Count > 0)
            entry["shortNames"] = Texts(kind.ShortNames);
        if (kind.Categories.Count > 0)
            entry["categories"] = Texts(kind.Categories);
        var subresources = ResourceEntries.Subresources(resource).Select(sub => (JsonNode)new JsonObject
        {
            ["subresource"] = sub.Name,
            ["responseKind"] = sub.Kind is "Scale" ? Kind("autoscaling", "v1", "Scale") : Kind(kind.Group, kind.Version, kind.Kind),
            ["verbs"] = Texts(sub.Verbs),
        }).ToArray();
        if (subresources.Length > 0)
            entry["subresources"] = new JsonArray(subresources);
        return entry;
    }

    private static JsonObject Kind(string group, string version, string kind) => new() { ["group"] = group, ["version"] = version, ["kind"] = kind };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
