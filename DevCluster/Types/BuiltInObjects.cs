using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orkestra.DevCluster.Schemas;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.DevCluster.Types;

/// <summary>The shape that an object of a built-in kind has after the server has read it: only known fields, no zero values where the type leaves them out,
/// objects that are always there, quantities in canonical form.</summary>
internal static class BuiltInObjects
{
    /// <summary>Brings an object into its shape, in place.</summary>
    /// <returns>The fields that the type does not have and that were dropped, as the server names them: <c>spec.template.spec.containers[0].imagee</c>.</returns>
    public static IReadOnlyList<string> Normalize(ServedKind kind, JsonObject obj)
    {
        var unknown = new List<string>();
        NormalizeObject(kind.Schema, obj, "", unknown);
        Aliases(kind, obj);
        return unknown;
    }

    /// <summary>What the server compares a new object with, to know which fields its creator set: the objects that are always there.</summary>
    public static JsonObject Empty(ServedKind kind)
    {
        var empty = EmptyObject(kind.Schema);
        empty["apiVersion"] = kind.ApiVersion;
        empty["kind"] = kind.Kind;
        return empty;
    }

    private static JsonObject EmptyObject(TypeSchema schema)
    {
        var result = new JsonObject();
        foreach (var (name, property) in schema.Properties)
        {
            if (property is { Presence: Presence.Always, Type: SchemaType.Object })
                result[name] = EmptyObject(property);
            else if (property is { Presence: Presence.WhenSet, Type: SchemaType.List } && schema.Required.Contains(name, StringComparer.Ordinal))
                result[name] = null;
            else if (property is { Presence: Presence.WhenSet, Default: JsonValue value } && schema.Required.Contains(name, StringComparer.Ordinal) && value.ToJsonString() is "0" or "\"\"" or "false")
                result[name] = value.DeepClone();
        }
        return result;
    }

    private static void NormalizeObject(TypeSchema schema, JsonObject obj, string path, List<string> unknown)
    {
        if (schema.PreserveUnknownFields)
            return;
        foreach (var (name, value) in obj.ToArray())
        {
            var here = path.Length == 0 ? name : $"{path}.{name}";
            if (!schema.Properties.TryGetValue(name, out var property))
            {
                unknown.Add(here);
                obj.Remove(name);
                continue;
            }
            NormalizeValue(property, value, here, unknown, replacement => obj[name] = replacement);
            if (IsLeftOut(property, obj[name]))
                obj.Remove(name);
        }
        foreach (var (name, property) in schema.Properties)
        {
            if (property is { Presence: Presence.Always, Type: SchemaType.Object } && !obj.ContainsKey(name))
                NormalizeObject(property, Add(obj, name), name, unknown);
        }
    }

    private static JsonObject Add(JsonObject obj, string name)
    {
        var child = new JsonObject();
        obj[name] = child;
        return child;
    }

    private static void NormalizeValue(TypeSchema schema, JsonNode? value, string path, List<string> unknown, Action<JsonNode> replace)
    {
        switch (schema.Type, value)
        {
            case (SchemaType.Object, JsonObject map):
                NormalizeObject(schema, map, path, unknown);
                break;
            case (SchemaType.Map, JsonObject map):
                foreach (var (key, item) in map.ToArray())
                    NormalizeValue(schema.Items!, item, $"{path}.{key}", unknown, replacement => map[key] = replacement);
                break;
            case (SchemaType.List, JsonArray list):
                for (var i = 0; i < list.Count; i++)
                {
                    var index = i;
                    NormalizeValue(schema.Items!, list[i], $"{path}[{i}]", unknown, replacement => list[index] = replacement);
                }
                break;
            case (SchemaType.Quantity, JsonValue scalar):
                var text = scalar.GetValueKind() == JsonValueKind.String ? scalar.GetValue<string>() : scalar.ToJsonString();
                if (Quantity.TryCanonical(text.Trim(), out var canonical) && (!string.Equals(canonical, text, StringComparison.Ordinal) || scalar.GetValueKind() != JsonValueKind.String))
                    replace(JsonValue.Create(canonical));
                break;
        }
    }

    private static bool IsLeftOut(TypeSchema property, JsonNode? value) => value switch
    {
        null => property.Type != SchemaType.Any || property.Presence != Presence.WhenSet,
        _ when property.Presence != Presence.UnlessZero => false,
        JsonArray list => list.Count == 0,
        JsonObject map => map.Count == 0 && property.Type == SchemaType.Map,
        JsonValue scalar => scalar.GetValueKind() switch
        {
            JsonValueKind.False => true,
            JsonValueKind.String => property.Type != SchemaType.IntOrString && scalar.GetValue<string>().Length == 0,
            JsonValueKind.Number => property.Type is SchemaType.Integer or SchemaType.Number && scalar.ToJsonString() is "0" or "0.0",
            _ => false,
        },
        _ => false,
    };

    /// <summary>Fields that the server keeps in another place than they were written.</summary>
    private static void Aliases(ServedKind kind, JsonObject obj)
    {
        if (kind is { Group: "", Kind: "Secret" } && obj["stringData"] is JsonObject texts)
        {
            var data = obj["data"] as JsonObject ?? Add(obj, "data");
            foreach (var (name, text) in texts)
                data[name] = Convert.ToBase64String(Encoding.UTF8.GetBytes(text?.GetValue<string>() ?? ""));
            obj.Remove("stringData");
        }
    }
}
