using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Orkestra.DevCluster.Registry;

namespace Orkestra.DevCluster.Discovery;

/// <summary>A resource and its subresources as an APIResourceList names them.</summary>
internal static class ResourceEntries
{
    public static IEnumerable<JsonObject> Of(ServedResource resource)
    {
        var kind = resource.Kind;
        var entry = new JsonObject
        {
            ["name"] = kind.Plural,
            ["singularName"] = kind.Singular,
            ["namespaced"] = kind.Namespaced,
            ["kind"] = kind.Kind,
            ["verbs"] = Texts(resource.Verbs),
        };
        if (kind.ShortNames.Count > 0)
            entry["shortNames"] = Texts(kind.ShortNames);
        if (kind.Categories.Count > 0)
            entry["categories"] = Texts(kind.Categories);
        entry["storageVersionHash"] = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind.Group}/{kind.Version}/{kind.Kind}")).AsSpan(0, 8));
        yield return entry;
        foreach (var (name, subKind, verbs) in Subresources(resource))
        {
            var sub = new JsonObject { ["name"] = $"{kind.Plural}/{name}", ["singularName"] = "", ["namespaced"] = kind.Namespaced };
            if (subKind is "Scale")
                (sub["group"], sub["version"]) = ("autoscaling", "v1");
            sub["kind"] = subKind;
            sub["verbs"] = Texts(verbs);
            yield return sub;
        }
    }

    public static IEnumerable<(string Name, string Kind, IReadOnlyList<string> Verbs)> Subresources(ServedResource resource)
    {
        var kind = resource.Kind;
        if (resource is { Plural: "namespaces", Group: "" })
            yield return ("finalize", kind.Kind, ["update"]);
        if (kind.HasStatus)
            yield return ("status", kind.Kind, ["get", "patch", "update"]);
        if (kind.Scale is not null)
            yield return ("scale", "Scale", ["get", "patch", "update"]);
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
