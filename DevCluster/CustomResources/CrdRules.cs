using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Selectors;

namespace Orkestra.DevCluster.CustomResources;

/// <summary>The rules of a CustomResourceDefinition.</summary>
internal static class CrdRules
{
    private const string ApprovalAnnotation = "api-approved.kubernetes.io";

    public static IEnumerable<FieldError> Validate(JsonObject crd)
    {
        var group = crd.Dig("spec", "group").Text() ?? "";
        var plural = crd.Dig("spec", "names", "plural").Text() ?? "";
        var expected = $"{plural}.{group}";
        if (!string.Equals(crd.Name, expected, StringComparison.Ordinal))
            yield return FieldError.Invalid("metadata.name", crd.Name, "must be spec.names.plural+\".\"+spec.group");
        if (group.Length > 0 && !group.Contains('.', StringComparison.Ordinal))
            yield return FieldError.Invalid("spec.group", group, "should be a domain with at least one dot");
        if ((group is "k8s.io" or "kubernetes.io" || group.EndsWith(".k8s.io", StringComparison.Ordinal) || group.EndsWith(".kubernetes.io", StringComparison.Ordinal)) && crd.Meta.Dig("annotations", ApprovalAnnotation) is null)
            yield return FieldError.Required($"metadata.annotations[{ApprovalAnnotation}]", $"protected groups must have approval annotation \"{ApprovalAnnotation}\", see https://github.com/kubernetes/enhancements/pull/1111");
        if (crd.Dig("spec", "scope").Text() is { Length: > 0 } scope and not ("Cluster" or "Namespaced"))
            yield return FieldError.NotSupported("spec.scope", scope, ["Cluster", "Namespaced"]);
        foreach (var error in Versions(crd))
            yield return error;
        foreach (var error in NamesOf(crd))
            yield return error;
        if (crd.Dig("spec", "preserveUnknownFields").IsTrue())
            yield return FieldError.Invalid("spec.preserveUnknownFields", true, "cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead");
    }

    private static IEnumerable<FieldError> NamesOf(JsonObject crd)
    {
        if (crd.Dig("spec", "names") is not JsonObject names)
            yield break;
        foreach (var name in (string[])["plural", "singular"])
        {
            if (names.Text(name) is { Length: > 0 } text && Names.Label1035Error(text) is { } error)
                yield return FieldError.Invalid($"spec.names.{name}", text, error);
        }

        foreach (var name in (string[])["kind", "listKind"])
        {
            if (names.Text(name) is { Length: > 0 } text && Names.Label1035Error(text.ToLowerInvariant()) is { } error)
                yield return FieldError.Invalid($"spec.names.{name}", text, $"may have mixed case, but should otherwise match: {error}");
        }
    }

    private static IEnumerable<FieldError> Versions(JsonObject crd)
    {
        var versions = (crd.Dig("spec", "versions") as JsonArray ?? []).OfType<JsonObject>().ToList();
        if (versions.Count == 0)
        {
            yield return FieldError.Required("spec.versions", "must have exactly one version marked as storage version");
            yield break;
        }

        if (versions.Count(version => version["storage"].IsTrue()) != 1)
            yield return FieldError.Invalid("spec.versions", crd.Dig("spec", "versions")?.DeepClone(), "must have exactly one version marked as storage version");
        for (var i = 0; i < versions.Count; i++)
        {
            var at = $"spec.versions[{i}]";
            if (versions[i].Text("name") is { } name && Names.Label1035Error(name) is { } error)
                yield return FieldError.Invalid($"{at}.name", name, error);
            if (versions.Take(i).Any(other => string.Equals(other.Text("name"), versions[i].Text("name"), StringComparison.Ordinal)))
                yield return FieldError.Invalid($"{at}.name", versions[i]["name"]?.DeepClone(), "must be unique");
            if (versions[i].Dig("schema", "openAPIV3Schema") is not JsonObject schema)
            {
                yield return FieldError.Required($"{at}.schema.openAPIV3Schema", "schemas are required");
                continue;
            }

            foreach (var fault in StructuralRules.Validate(schema, $"{at}.schema.openAPIV3Schema"))
                yield return fault;
        }
    }
}
