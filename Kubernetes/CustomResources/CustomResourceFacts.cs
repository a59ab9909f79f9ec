using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Kubernetes.CustomResources;

/// <summary>What a CustomResourceDefinition (apiextensions.k8s.io/v1) says.</summary>
/// <param name="Group">The API group.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Plural">The name in paths.</param>
/// <param name="Singular">The singular name.</param>
/// <param name="ShortNames">The short names.</param>
/// <param name="Namespaced">Whether its objects live in namespaces.</param>
/// <param name="Established">Whether the server serves it (condition Established).</param>
/// <param name="Deleting">Whether the definition is being deleted.</param>
/// <param name="Versions">All versions, in the order of the definition.</param>
public sealed record CustomResourceFacts(
    string Group, string Kind, string Plural, string Singular, IReadOnlyList<string> ShortNames, bool Namespaced, bool Established, bool Deleting, IReadOnlyList<CustomResourceVersion> Versions)
{
    private static readonly string[] AllVerbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    /// <summary>The definition's name: plural, dot, group.</summary>
    public string Name => $"{Plural}.{Group}";

    /// <summary>The version in which objects are kept, or null.</summary>
    public CustomResourceVersion? StorageVersion => Versions.FirstOrDefault(version => version.Storage);

    /// <summary>Reads a definition. What is missing is empty or false.</summary>
    public static CustomResourceFacts From(JsonObject crd)
    {
        ArgumentNullException.ThrowIfNull(crd);
        var spec = crd["spec"] as JsonObject ?? [];
        var names = spec["names"] as JsonObject ?? [];
        var preserves = Flag(spec, "preserveUnknownFields");
        return new CustomResourceFacts(
            Text(spec, "group"), Text(names, "kind"), Text(names, "plural"), Text(names, "singular") is { Length: > 0 } singular ? singular : Text(names, "kind").ToLowerInvariant(),
            [.. (names["shortNames"] as JsonArray ?? []).Select(name => (string?)name).OfType<string>()],
            Text(spec, "scope") is "Namespaced", IsTrue(crd, "Established"), crd.DeletionTimestamp is not null,
            [.. (spec["versions"] as JsonArray ?? []).OfType<JsonObject>().Select(version => ReadVersion(version, preserves))]);
    }

    /// <summary>The version of that name, or null.</summary>
    public CustomResourceVersion? Version(string name) => Versions.FirstOrDefault(version => string.Equals(version.Name, name, StringComparison.Ordinal));

    /// <summary>The resource of a version as discovery would tell it, or null when the definition does not serve that version.</summary>
    public ApiResource? ToResource(string version) => Version(version) is { Served: true } found
        ? new ApiResource(Group, version, Plural, Singular, Kind, Namespaced, ShortNames, AllVerbs, found.Status == StatusHandling.Subresource, found.HasScale)
        : null;

    private static CustomResourceVersion ReadVersion(JsonObject version, bool preserves)
    {
        var schema = version["schema"]?["openAPIV3Schema"] as JsonObject;
        var subresources = version["subresources"] as JsonObject;
        var keepsStatus = preserves || StructuralPruning.From(schema).Keeps("status");
        var status = subresources?["status"] is not null ? StatusHandling.Subresource : keepsStatus ? StatusHandling.MainResource : StatusHandling.Dropped;
        return new CustomResourceVersion(Text(version, "name"), Flag(version, "served"), Flag(version, "storage"), status, subresources?["scale"] is not null, preserves ? null : schema);
    }

    private static bool IsTrue(JsonObject crd, string condition) =>
        (crd["status"]?["conditions"] as JsonArray ?? []).OfType<JsonObject>().Any(one => string.Equals(Text(one, "type"), condition, StringComparison.Ordinal) && Text(one, "status") is "True");

    private static string Text(JsonObject obj, string name) => obj[name] is JsonValue value && value.TryGetValue(out string? text) ? text : "";

    private static bool Flag(JsonObject obj, string name) => obj[name] is JsonValue value && value.TryGetValue(out bool set) && set;
}
