using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Kubernetes.Client;

/// <summary>Reads the answers of /apis and /apis/group/version.</summary>
internal static class DiscoveryReader
{
    /// <summary>The versions of an APIGroup, newest first.</summary>
    public static IReadOnlyList<string> Versions(JsonObject group) =>
    [
        .. (group["versions"] as JsonArray ?? []).OfType<JsonObject>().Select(version => Text(version, "version")).OrderByDescending(KubeVersion.Parse, Comparer<KubeVersion>.Create(KubeVersion.Compare)),
    ];

    /// <summary>The resources of an APIResourceList, with their subresources folded into them.</summary>
    public static IReadOnlyList<ApiResource> Resources(JsonObject list, string group, string version)
    {
        var entries = (list["resources"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var names = entries.Select(entry => Text(entry, "name")).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. entries.Where(entry => !Text(entry, "name").Contains('/', StringComparison.Ordinal)).Select(entry => Resource(entry, group, version, names)),
        ];
    }

    private static ApiResource Resource(JsonObject entry, string group, string version, HashSet<string> names)
    {
        var (plural, kind) = (Text(entry, "name"), Text(entry, "kind"));
        var singular = Text(entry, "singularName") is { Length: > 0 } given ? given : kind.ToLowerInvariant();
        var namespaced = entry["namespaced"] is JsonValue value && value.TryGetValue(out bool set) && set;
        return new ApiResource(
            group, version, plural, singular, kind, namespaced, Texts(entry, "shortNames"), Texts(entry, "verbs"), names.Contains(plural + "/status"), names.Contains(plural + "/scale"));
    }

    private static string Text(JsonObject obj, string name) => (string?)obj[name] ?? "";

    private static IReadOnlyList<string> Texts(JsonObject obj, string name) => obj[name] is JsonArray list ? [.. list.Select(item => (string?)item).OfType<string>()] : [];
}
