using System.Text.Json.Nodes;
using Orkestra.DevCluster.Objects;

namespace Orkestra.DevCluster.CustomResources;

/// <summary>Names of one group are used once.</summary>
internal static class CrdNames
{
    /// <summary>The reason and the sentence of the first name that another CRD of the group has; null when there is none.</summary>
    public static (string Reason, string Message)? Conflict(JsonObject crd, IEnumerable<JsonObject> others)
    {
        var resources = new HashSet<string>(StringComparer.Ordinal);
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        foreach (var other in others.Where(other => string.Equals(other.Dig("spec", "group").Text(), crd.Dig("spec", "group").Text(), StringComparison.Ordinal)))
        {
            var accepted = other.Dig("status", "acceptedNames");
            foreach (var name in (string?[])[accepted.Dig("plural").Text(), accepted.Dig("singular").Text(), .. Texts(accepted.Dig("shortNames"))])
                resources.Add(name ?? "");
            kinds.Add(accepted.Dig("kind").Text() ?? "");
            kinds.Add(accepted.Dig("listKind").Text() ?? "");
        }

        var names = crd.Dig("spec", "names");
        if (Used(resources, names.Dig("plural")) is { } plural)
            return ("PluralConflict", plural);
        if (Used(resources, names.Dig("singular")) is { } singular)
            return ("SingularConflict", singular);
        foreach (var name in names.Dig("shortNames") as JsonArray ?? [])
        {
            if (Used(resources, name) is { } shortName)
                return ("ShortNamesConflict", shortName);
        }

        if (Used(kinds, names.Dig("kind")) is { } kind)
            return ("KindConflict", kind);
        return Used(kinds, names.Dig("listKind")) is { } list ? ("ListKindConflict", list) : null;
    }

    private static string? Used(HashSet<string> names, JsonNode? name) =>
        name.Text() is { Length: > 0 } text && names.Contains(text) ? $"\"{text}\" is already in use" : null;

    private static IEnumerable<string> Texts(JsonNode? list) => (list as JsonArray ?? []).Select(item => item.Text()).OfType<string>();
}
