using System.Globalization;
using System.Text.Json.Nodes;
using Orkestra.Katalog.Model;

namespace Orkestra.Katalog.Checks;

/// <summary>What a CRD says of the fields of its custom resources, in one version. Where it says nothing, or keeps what it does not know, every field is known.</summary>
internal sealed class ResourceSchema
{
    private const string PreserveUnknown = "x-kubernetes-preserve-unknown-fields";

    private static readonly string[] Metadata =
    [
        "name", "namespace", "generateName", "uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds",
        "labels", "annotations", "ownerReferences", "finalizers", "managedFields", "selfLink", "clusterName",
    ];

    private readonly JsonObject _root;

    private ResourceSchema(JsonObject root) => _root = root;

    /// <summary>Null where there is no CRD, or no schema in it.</summary>
    public static ResourceSchema? Of(JsonObject? crd, string? version)
    {
        var served = ((crd?["spec"] as JsonObject)?["versions"] as JsonArray)?.OfType<JsonObject>()
            .FirstOrDefault(each => string.Equals(Text(each["name"]), version, StringComparison.Ordinal));
        return (served?["schema"] as JsonObject)?["openAPIV3Schema"] is JsonObject root ? new ResourceSchema(root) : null;
    }

    /// <summary>The names of the versions of a CRD.</summary>
    public static IReadOnlyList<string> Versions(JsonObject? crd) =>
        [.. (((crd?["spec"] as JsonObject)?["versions"] as JsonArray)?.OfType<JsonObject>() ?? []).Select(static each => Text(each["name"])).OfType<string>()];

    /// <summary>The whole.</summary>
    public JsonObject Root => _root;

    /// <summary>Walks down a path from the root of a custom resource.</summary>
    public FieldLookup Find(IReadOnlyList<string> path)
    {
        if (path is ["metadata", var name, ..])
            return Metadata.Contains(name, StringComparer.Ordinal) ? FieldLookup.Unknown : new FieldLookup(null, 1, Metadata);
        if (path is ["apiVersion" or "kind" or "metadata", ..])
            return FieldLookup.Unknown;
        var here = _root;
        for (var i = 0; i < path.Count; i++)
        {
            if (Below(here, path[i]) is not { } next)
                return IsOpen(here) ? FieldLookup.Unknown : new FieldLookup(null, i, Names(here));
            here = next;
        }

        return new FieldLookup(here, -1, []);
    }

    /// <summary>The type that a schema gives to a value; null where it gives none.</summary>
    public static string? TypeOf(JsonObject? schema) => schema is null || Flag(schema["x-kubernetes-int-or-string"]) ? null : Text(schema["type"]);

    /// <summary>The texts that a value may be; null without such a list.</summary>
    public static IReadOnlyList<string>? EnumOf(JsonObject? schema) => schema?["enum"] is JsonArray values ? [.. values.Select(value => value is null ? "" : AsText(value))] : null;

    public static double? Number(JsonObject? schema, string key) => schema?[key] is not JsonValue value ? null
        : value.TryGetValue<long>(out var whole) ? whole
        : value.TryGetValue<double>(out var number) ? number : null;

    /// <summary>As conditions compare it.</summary>
    public static string AsText(JsonNode value) => value is JsonValue scalar && scalar.TryGetValue<string>(out var text) ? text : value.ToJsonString();

    private static JsonObject? Below(JsonObject schema, string name)
    {
        if ((schema["properties"] as JsonObject)?[name] is JsonObject property)
            return property;
        if (schema["items"] is JsonObject items && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return items;
        return schema["additionalProperties"] as JsonObject;
    }

    /// <summary>Whether the API server keeps fields that the schema does not name.</summary>
    private static bool IsOpen(JsonObject schema) =>
        Flag(schema[PreserveUnknown]) || Flag(schema["additionalProperties"]) || Flag(schema["x-kubernetes-embedded-resource"]) || Flag(schema["x-kubernetes-int-or-string"]) || schema["type"] is null;

    private static IReadOnlyList<string> Names(JsonObject schema) => schema["properties"] is JsonObject properties ? [.. properties.Select(property => property.Key)] : [];

    private static bool Flag(JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
