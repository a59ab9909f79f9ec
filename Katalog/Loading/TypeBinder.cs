using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Loading;

/// <summary>Decides which type an entry watches: from its CRD, from <c>apiTypes</c>, or from both if they agree.</summary>
internal sealed class TypeBinder(Findings findings)
{
    /// <summary>Null when it cannot be told; that has been reported.</summary>
    public (ApiTypes Types, bool Namespaced)? Bind(Located entry, References references)
    {
        var declared = entry.At("apiTypes");
        if (references.CrdIsBroken)
            return null;
        var found = references.Crd is { } crd ? FromCrd(entry, crd, declared) : FromApiTypes(entry, declared);
        if (found is not { } given || entry.At("namespaced") is not { } namespaced || namespaced.Flag is not { } flag)
            return found;

        if (references.Crd is not null && flag != given.Namespaced)
            findings.Error(DiagnosticIds.TypesDisagree, namespaced, $"the CRD says that {given.Types.Kind} is {(given.Namespaced ? "namespaced" : "cluster-scoped")}", "leave namespaced out");
        return (given.Types, flag);
    }

    private (ApiTypes Types, bool Namespaced)? FromApiTypes(Located entry, Located? declared)
    {
        if (declared is not { } types)
        {
            findings.Error(DiagnosticIds.RequiredKey, entry.Place, "an entry needs crdFile or apiTypes", "add crdFile: ./crd.yaml");
            return null;
        }

        if (types.Node is not MapNode)
            return null;
        var kind = types.At("kind")?.Text;
        if (kind is not null && types.At("group") is null && BuiltInTypes.Find(kind) is { } builtIn)
            return builtIn;

        var missing = ((ReadOnlySpan<string>)["group", "version", "kind"]).ToArray().Where(key => string.IsNullOrEmpty(types.At(key)?.Text)).ToList();
        if (missing.Count > 0)
        {
            findings.Error(DiagnosticIds.RequiredKey, types.Place, $"apiTypes needs {string.Join(" and ", missing)}", $"add {missing[0]}");
            return null;
        }

        return (new ApiTypes(types.At("group")!.Value.Text!, types.At("version")!.Value.Text!, kind!, types.At("plural")?.Text ?? BuiltInTypes.PluralOf(kind!)), true);
    }

    private (ApiTypes Types, bool Namespaced)? FromCrd(Located entry, JsonObject crd, Located? declared)
    {
        var crdFile = entry.At("crdFile")!.Value;
        var group = Text(crd, "spec", "group");
        var kind = Text(crd, "spec", "names", "kind");
        var plural = Text(crd, "spec", "names", "plural");
        var versions = Versions(crd);
        var served = versions.Where(version => version.Served).ToList();
        if (group is null || kind is null || plural is null || served.Count == 0)
        {
            findings.Error(DiagnosticIds.NotACrd, crdFile, "the CustomResourceDefinition has no group, names.kind, names.plural or served version", "correct the definition");
            return null;
        }

        var version = declared?.At("version")?.Text ?? (served.Find(each => each.Storage) is { Name: { } storage } ? storage : served[0].Name);
        if (declared is { } types)
        {
            Compare(types, "group", group);
            Compare(types, "kind", kind);
            Compare(types, "plural", plural);
            if (!served.Exists(each => string.Equals(each.Name, version, StringComparison.Ordinal)))
                findings.Error(DiagnosticIds.TypesDisagree, types.At("version")!.Value, $"the CRD serves {string.Join(", ", served.Select(each => each.Name))}, not {version}", "choose a version that is served, or leave version out");
        }

        return (new ApiTypes(group, version, kind, plural), !string.Equals(Text(crd, "spec", "scope"), "Cluster", StringComparison.Ordinal));
    }

    private void Compare(Located declared, string key, string actual)
    {
        if (declared.At(key) is { } value && value.Text is { } text && !string.Equals(text, actual, StringComparison.Ordinal))
            findings.Error(DiagnosticIds.TypesDisagree, value, $"the CRD says {key}: {actual}, not {text}", $"write {actual}, or leave {key} out");
    }

    private static List<(string Name, bool Served, bool Storage)> Versions(JsonObject crd) =>
        crd["spec"] is JsonObject spec && spec["versions"] is JsonArray versions
            ? [.. versions.OfType<JsonObject>().Where(version => Text(version, "name") is not null).Select(version => (Text(version, "name")!, Flag(version, "served"), Flag(version, "storage")))]
            : [];

    private static bool Flag(JsonObject map, string key) => map[key] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    private static string? Text(JsonObject map, params ReadOnlySpan<string> path)
    {
        JsonNode? here = map;
        foreach (var step in path)
            here = (here as JsonObject)?[step];
        return here is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
    }
}
