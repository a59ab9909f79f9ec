using System.Text.Json.Nodes;
using Orkestra.DevCluster.Schemas;
using Orkestra.DevCluster.Types;

namespace Orkestra.DevCluster.Operations;

/// <summary>The order of fields in answers. Objects begin with kind, apiVersion and metadata, so that a list can leave the first two out without reading them;
/// free keys are sorted, as are all fields of custom resources.</summary>
internal static class ObjectOrder
{
    private static readonly string[] First = ["kind", "apiVersion", "metadata", "spec"];
    private static readonly string[] FirstOfCustom = ["apiVersion", "kind", "metadata"];

    public static JsonObject Arrange(ServedKind kind, JsonObject obj)
    {
        if (kind.Custom)
        {
            SortAll(obj);
            return Begin(obj, FirstOfCustom);
        }

        SortMaps(kind.Schema, obj);
        return Begin(obj, First);
    }

    private static JsonObject Begin(JsonObject obj, string[] first)
    {
        var arranged = new JsonObject();
        foreach (var name in first)
            Move(obj, name, arranged);
        foreach (var name in obj.Select(pair => pair.Key).Where(name => name is not "status").ToArray())
            Move(obj, name, arranged);
        Move(obj, "status", arranged);
        return arranged;
    }

    private static void Move(JsonObject from, string name, JsonObject to)
    {
        if (!from.TryGetPropertyValue(name, out var value))
            return;
        from.Remove(name);
        to[name] = value;
    }

    private static void SortMaps(TypeSchema schema, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map when schema.Type == SchemaType.Map:
                Sort(map);
                if (schema.Items is { Type: SchemaType.Object or SchemaType.Map or SchemaType.List } values)
                {
                    foreach (var (_, value) in map)
                        SortMaps(values, value);
                }

                break;
            case JsonObject map:
                foreach (var (name, value) in map)
                {
                    if (value is JsonObject or JsonArray && schema.Properties.TryGetValue(name, out var property))
                        SortMaps(property, value);
                }

                break;
            case JsonArray list when schema.Items is { Type: SchemaType.Object or SchemaType.Map or SchemaType.List } items:
                foreach (var item in list)
                    SortMaps(items, item);
                break;
        }
    }

    private static void SortAll(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                Sort(map);
                foreach (var (_, value) in map)
                    SortAll(value);
                break;
            case JsonArray list:
                foreach (var item in list)
                    SortAll(item);
                break;
        }
    }

    private static void Sort(JsonObject map)
    {
        if (IsSorted(map))
            return;
        var pairs = map.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToArray();
        map.Clear();
        foreach (var (name, value) in pairs)
            map[name] = value;
    }

    private static bool IsSorted(JsonObject map)
    {
        string? before = null;
        foreach (var (name, _) in map)
        {
            if (before is not null && string.CompareOrdinal(before, name) > 0)
                return false;
            before = name;
        }

        return true;
    }
}
