using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Registry;

namespace Orkestra.DevCluster.Discovery;

/// <summary>Everything that is no resource: versions, groups, resources, OpenAPI, health.</summary>
internal sealed class DiscoveryEndpoints(ResourceRegistry registry, OpenApiEndpoints openApi)
{
    private static readonly string[] Health = ["healthz", "livez", "readyz"];

    /// <summary>Answered also to those who did not prove who they are.</summary>
    public static bool IsPublic(string path) => path is "/version" or "/version/" || Health.Contains(path.Trim('/').Split('/')[0], StringComparer.Ordinal);

    public ApiResponse Answer(ApiRequest request)
    {
        if (request.Method is not ("GET" or "HEAD"))
            return ApiResponse.OfText(404, "404 page not found\n");
        var parts = request.Path.Trim('/').Split('/');
        if (parts is ["version" or "openapi", ..] && OnlyYaml(request.Accept))
            throw new ApiException(406, "NotAcceptable", "406: Not Acceptable", []);
        return parts switch
        {
            ["version"] => ApiResponse.Of(200, ServerVersion.Info()),
            ["healthz" or "livez" or "readyz", ..] => Healthy(request, parts[0]),
            [""] => Paths(),
            ["api"] => AggregatedDiscovery.IsWanted(request) ? AggregatedDiscovery.Of(registry.Current, core: true) : CoreVersions(),
            ["apis"] => AggregatedDiscovery.IsWanted(request) ? AggregatedDiscovery.Of(registry.Current, core: false) : Groups(),
            ["api", var version] => Resources("", version),
            ["apis", var group] => Group(group),
            ["apis", var group, var version] => Resources(group, version),
            ["openapi", ..] => openApi.Answer(request, parts),
            _ => ApiResponse.OfText(404, "404 page not found\n"),
        };
    }

    /// <summary>These two have no YAML form.</summary>
    private static bool OnlyYaml(string accept) => accept.Length > 0 && MediaTypes.Accepted(accept).All(clause => clause.IsYaml);

    private static ApiResponse Healthy(ApiRequest request, string kind) =>
        request.Query.Find("verbose") is null ? ApiResponse.OfText(200, "ok") : ApiResponse.OfText(200, $"[+]ping ok\n{kind} check passed\n");

    private ApiResponse Paths()
    {
        var paths = new SortedSet<string>(StringComparer.Ordinal) { "/api", "/apis", "/healthz", "/livez", "/openapi/v2", "/openapi/v3", "/readyz", "/version" };
        foreach (var served in registry.Current.All)
            paths.Add(served.Group.Length == 0 ? $"/api/{served.Kind.Version}" : $"/apis/{served.Kind.ApiVersion}");
        return ApiResponse.Of(200, new JsonObject { ["paths"] = new JsonArray([.. paths.Select(path => (JsonNode)path)]) });
    }

    private static ApiResponse CoreVersions() => ApiResponse.Of(200, new JsonObject
    {
        ["kind"] = "APIVersions",
        ["versions"] = new JsonArray("v1"),
        ["serverAddressByClientCIDRs"] = new JsonArray(new JsonObject { ["clientCIDR"] = "0.0.0.0/0", ["serverAddress"] = "127.0.0.1" }),
    });

    private ApiResponse Groups() => ApiResponse.Of(200, new JsonObject
    {
        ["kind"] = "APIGroupList",
        ["apiVersion"] = "v1",
        ["groups"] = new JsonArray([.. ApiGroups.Of(registry.Current).Where(group => group.Name.Length > 0).Select(group => (JsonNode)group.ToJson())]),
    });

    private ApiResponse Group(string name)
    {
        if (ApiGroups.Of(registry.Current).FirstOrDefault(group => string.Equals(group.Name, name, StringComparison.Ordinal)) is not { } found)
            return ApiResponse.OfText(404, "404 page not found\n");
        var json = new JsonObject { ["kind"] = "APIGroup", ["apiVersion"] = "v1" };
        foreach (var (key, value) in found.ToJson())
            json[key] = value?.DeepClone();
        return ApiResponse.Of(200, json);
    }

    private ApiResponse Resources(string group, string version)
    {
        var served = registry.Current.All.Where(resource => string.Equals(resource.Group, group, StringComparison.Ordinal) && string.Equals(resource.Kind.Version, version, StringComparison.Ordinal)).ToList();
        if (served.Count == 0 && !ReviewResources.Has(group, version))
            return ApiResponse.OfText(404, "404 page not found\n");
        var entries = served.SelectMany(ResourceEntries.Of).Concat(ReviewResources.Entries(group, version));
        return ApiResponse.Of(200, new JsonObject
        {
            ["kind"] = "APIResourceList",
            ["apiVersion"] = "v1",
            ["groupVersion"] = group.Length == 0 ? version : $"{group}/{version}",
            ["resources"] = new JsonArray([.. entries.OrderBy(entry => entry["name"]!.GetValue<string>(), StringComparer.Ordinal).Select(entry => (JsonNode)entry)]),
        });
    }
}
