using System.Text.Json.Nodes;
using Orkestra.DevCluster.Schemas;

namespace Orkestra.DevCluster.Apply;

/// <summary>How apply sees a schema: every value is a scalar, a list or a map, and lists and maps are either one value or have owners for their parts.</summary>
internal static class FieldTypes
{
    public static FieldShape ShapeOf(TypeSchema schema, JsonNode? value) => schema.Type switch
    {
        SchemaType.Object or SchemaType.Map => FieldShape.Map,
        SchemaType.List => FieldShape.List,
        SchemaType.Any => value switch { JsonArray => FieldShape.List, JsonValue => FieldShape.Scalar, _ => FieldShape.Map },
        _ => FieldShape.Scalar,
    };

    public static bool IsAtomicMap(TypeSchema schema) => schema.AtomicMap || schema is { Type: SchemaType.Any, PreserveUnknownFields: false };

    public static bool IsAtomicList(TypeSchema schema) => schema.Type == SchemaType.Any || schema.ListType == ListType.Atomic;

    /// <summary>The type of a field; null when the type does not have it.</summary>
    public static TypeSchema? Field(TypeSchema schema, string name)
    {
        if (schema.Properties.TryGetValue(name, out var property))
            return property;
        return schema.Type switch
        {
            SchemaType.Map => schema.Items ?? TypeSchema.Any,
            SchemaType.Any => schema,
            _ when schema.PreserveUnknownFields => TypeSchema.Any,
            _ => null,
        };
    }

    /// <summary>The type of what is under a path step.</summary>
    public static TypeSchema Child(TypeSchema schema, PathElement element) =>
        (element.Field is { } name ? Field(schema, name) : schema.Items) ?? TypeSchema.Any;

    public static bool Declares(TypeSchema schema, string name) => schema.Properties.ContainsKey(name);

    /// <summary>The path step of an item of a set or keyed list.</summary>
    /// <exception cref="FormatException">The item has no place in such a list.</exception>
    public static PathElement Item(TypeSchema list, JsonNode? item)
    {
        if (list.ListType == ListType.Set)
        {
            return item switch
            {
                JsonValue => PathElement.OfValue(item),
                JsonObject => throw new FormatException("associative list without keys has an element that's a map type"),
                JsonArray => throw new FormatException("not supported: associative list with lists as elements"),
                _ => throw new FormatException("associative list without keys has an element that's an explicit null"),
            };
        }
        if (item is null)
            throw new FormatException("associative list with keys may not have a null element");
        if (item is not JsonObject map)
            throw new FormatException("associative list with keys may not have non-map elements");
        var keys = new List<KeyValuePair<string, JsonNode?>>();
        foreach (var key in list.ListMapKeys)
        {
            if (map.TryGetPropertyValue(key, out var value))
                keys.Add(new(key, value));
            else if (list.Items?.Properties.GetValueOrDefault(key)?.Default is { } missing)
                keys.Add(new(key, missing));
        }
        if (keys.Count == 0)
        {
            var names = string.Join(' ', list.ListMapKeys.Select(k => $"\"{k}\""));
            throw new FormatException($"associative list with keys has an element that omits all key fields [{names}] (and doesn't have default values for any key fields)");
        }
        return PathElement.OfKey(keys);
    }
}
