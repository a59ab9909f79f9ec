using System.Text.Json;
using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Schemas;
using Orkestra.DevCluster.Types;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.DevCluster.Validation;

/// <summary>Values must have the types that a built-in kind has; nulls are absent.</summary>
internal static class BuiltInDecoding
{
    /// <exception cref="ApiException">400: a value has a wrong type.</exception>
    public static void CheckTypes(ServedKind kind, JsonObject obj) => Object(kind, kind.Schema, obj, "", kind.Kind);

    /// <summary>Only metadata, which custom resources share with the built-in kinds; what is empty there is absent.</summary>
    /// <exception cref="ApiException">400: a value has a wrong type.</exception>
    public static void NormalizeMetadata(ServedKind kind, JsonObject obj)
    {
        if (obj["metadata"] is not JsonObject metadata || !kind.Schema.Properties.TryGetValue("metadata", out var schema))
            return;
        Object(kind, schema, metadata, "metadata", "ObjectMeta");
        foreach (var (name, value) in metadata.ToArray())
        {
            if (value is null or JsonObject { Count: 0 } or JsonArray { Count: 0 } || value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Length == 0)
                metadata.Remove(name);
        }
    }

    private static void Object(ServedKind kind, TypeSchema schema, JsonObject map, string path, string owner)
    {
        var name = schema.Name is { } full ? full[(full.LastIndexOf('.') + 1)..] : owner;
        foreach (var (key, value) in map)
        {
            var property = schema.Type == SchemaType.Map ? schema.Items : schema.Properties.GetValueOrDefault(key) ?? schema.Items;
            if (property is not null && value is not null)
                Value(kind, property, value, path.Length == 0 ? key : $"{path}.{key}", name);
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
            case SchemaType.Integer when value.Number() is null:
            case SchemaType.Number when value.GetValueKind() != JsonValueKind.Number:
                throw Mismatch(kind, value, path, owner, GoType(schema));
            case SchemaType.String when schema.Format is "byte" && !Formats.IsBase64(value.GetValue<string>()):
                throw Refused(kind, "illegal base64 data at input byte 0");
            case SchemaType.Quantity when value.GetValueKind() == JsonValueKind.String && !Quantity.TryCanonical(value.GetValue<string>().Trim(), out _):
                throw Refused(kind, "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
            case SchemaType.IntOrString when value.GetValueKind() is not (JsonValueKind.Number or JsonValueKind.String):
            case SchemaType.Quantity when value.GetValueKind() is not (JsonValueKind.Number or JsonValueKind.String):
                throw Mismatch(kind, value, path, owner, "string");
        }
    }

    private static ApiException Refused(ServedKind kind, string detail) => ApiErrors.BadRequest($"{kind.Kind} in version \"{kind.Version}\" cannot be handled as a {kind.Kind}: {detail}");

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
