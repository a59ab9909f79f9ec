using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Schemas;

/// <summary>Fills in the defaults of a schema where the field is absent and its parent is present, as structural schemas define it. For built-in kinds
/// use <see cref="Types.BuiltInDefaults"/>, which adds those that depend on other fields.</summary>
internal static class SchemaDefaults
{
    public static void Fill(TypeSchema schema, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject map:
                FillObject(schema, map);
                break;
            case JsonArray list when schema.Items is { } items:
                for (var i = 0; i < list.Count; i++)
                {
                    if (list[i] is null && items is { Default: not null, Nullable: false })
                        list[i] = items.Default.DeepClone();
                    Fill(items, list[i]);
                }
                break;
        }
    }

    private static void FillObject(TypeSchema schema, JsonObject map)
    {
        foreach (var (name, property) in schema.Properties)
        {
            // A null where the schema does not allow one counts as absent when there is a default.
            if (property.Default is not null && (!map.TryGetPropertyValue(name, out var present) || present is null && !property.Nullable))
                map[name] = property.Default.DeepClone();
            if (map.TryGetPropertyValue(name, out var value))
                Fill(property, value);
        }
        if (schema is { Type: SchemaType.Map, Items: { } items })
        {
            foreach (var key in map.Select(p => p.Key).ToArray())
            {
                if (map[key] is null && items is { Default: not null, Nullable: false })
                    map[key] = items.Default.DeepClone();
                Fill(items, map[key]);
            }
        }
    }
}
