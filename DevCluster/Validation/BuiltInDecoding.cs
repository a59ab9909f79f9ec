using System.Text.Json;
using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Schemas;
using Orkestra.DevCluster.Types;

namespace Orkestra.DevCluster.Validation;

/// <summary>What decoding into a Go type does to a built-in kind: values of a wrong type are refused, nulls and empty collections vanish.</summary>
internal static class BuiltInDecoding
{
    // Fields that are pointers to strings: an empty one is not an absent one.
    private static readonly HashSet<string> StringPointers = new(StringComparer.Ordinal)
    {
        "storageClassName", "ingressClassName", "runtimeClassName", "loadBalancerClass", "apiGroup", "volumeAttributesClassName", "holderIdentity", "scope", "nodeName", "name", "namespace",
    };

    /// <exception cref="ApiException">400: a value has a wrong type.</exception>
    public static void Normalize(ServedKind kind, JsonObject obj) => Object(kind, kind.Schema, obj, "", kind.Kind);

    /// <summary>Only metadata, which custom resources share with the built-in kinds.</summary>
    /// <exception cref="ApiException">400: a value has a wrong type.</exception>
    public static void NormalizeMetadata(ServedKind kind, JsonObject obj)
    {
        if (obj["metadata"] is JsonObject metadata && kind.Schema.Properties.TryGetValue("metadata", out var schema))
            Object(kind, schema, metadata, "metadata", "ObjectMeta");
    }

    private static void Object(ServedKind kind, TypeSchema schema, JsonObject map, string path, string owner)
    {
        var name = schema.Name is { } full ? full[(full.LastIndexOf('.') + 1)..] : owner;
        foreach (var key in map.Select(pair => pair.Key).ToArray())
        {
            var inner = path.Length == 0 ? key : $"{path}.{key}";
            var property = schema.Type == SchemaType.Map ? schema.Items : schema.Properties.GetValueOrDefault(key) ?? schema.Items;
            if (property is null)
                continue;
            var value = map[key];
            if (value is null)
            {
                if (schema.Type != SchemaType.Map)
                    map.Remove(key);
                continue;
            }

            Value(kind, property, value, inner, name);
            if (schema.Type != SchemaType.Map && IsEmpty(property, value, key))
                map.Remove(key);
        }
    }

    private static void Value(ServedKind kind, TypeSchema schema, JsonNode value, string path, string owner)
    {
        switch (schema.Type)
        {
            case SchemaType.Object or SchemaType.Map:
                if (value is not JsonObject map)
                    throw Mismatch(kind, value, path, owner, schema.Type == SchemaType.Map ? "map[string]string" : GoType(schema));
                Object(kind, schema, map, path, owner);
                break;
            case SchemaType.List:
                if (value is not JsonArray list)
                    throw Mismatch(kind, value, path, owner, $"[]{(schema.Items is { } element ? GoType(element) : "string")}");
                foreach (var item in list)
                {
                    if (schema.Items is { } items && item is not null)
                        Value(kind, items, item, path, owner);
                }

                break;
            case SchemaType.String when value.GetValueKind() != JsonValueKind.String:
            case SchemaType.Boolean when value.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False):
            case SchemaType.Integer when value.GetValueKind() != JsonValueKind.Number:
            case SchemaType.Number when value.GetValueKind() != JsonValueKind.Number:
                throw Mismatch(kind, value, path, owner, GoType(schema));
            case SchemaType.IntOrString when value.GetValueKind() is not (JsonValueKind.Number or JsonValueKind.String):
            case SchemaType.Quantity when value.GetValueKind() is not (JsonValueKind.Number or JsonValueKind.String):
                throw Mismatch(kind, value, path, owner, "string");
        }
    }

    private static bool IsEmpty(TypeSchema schema, JsonNode value, string name) => schema.Type switch
    {
        SchemaType.Map => value is JsonObject { Count: 0 },
        SchemaType.List => value is JsonArray { Count: 0 },
        SchemaType.String => value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Length == 0 && !StringPointers.Contains(name),
        _ => false,
    };

    private static ApiException Mismatch(ServedKind kind, JsonNode value, string path, string owner, string expected)
    {
        var found = value.GetValueKind() switch
        {
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.Number => "number",
            _ => "bool",
        };
        var bare = string.Concat(path.Split('[').Select((part, i) => i == 0 ? part : part[(part.IndexOf(']', StringComparison.Ordinal) + 1)..]));
        return ApiErrors.BadRequest($"{kind.Kind} in version \"{kind.Version}\" cannot be handled as a {kind.Kind}: json: cannot unmarshal {found} into Go struct field {owner}.{bare} of type {expected}");
    }

    private static string GoType(TypeSchema schema) => schema.Type switch
    {
        SchemaType.Boolean => "bool",
        SchemaType.Integer => schema.Format is "int64" ? "int64" : "int32",
        SchemaType.Number => "float64",
        SchemaType.String => "string",
        SchemaType.Object when schema.Name is { } name => $"v1.{name[(name.LastIndexOf('.') + 1)..]}",
        _ => "string",
    };
}
