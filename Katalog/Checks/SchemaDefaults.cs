using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Checks;

/// <summary>Gives an object the defaults of a schema, as the API server does.</summary>
internal static class SchemaDefaults
{
    public static void Apply(JsonObject schema, JsonNode value)
    {
        if (value is JsonArray list)
        {
            foreach (var item in list.OfType<JsonNode>())
            {
                if (schema["items"] is JsonObject items)
                    Apply(items, item);
            }
        }

        if (value is not JsonObject map)
            return;
        foreach (var (name, node) in schema["properties"] as JsonObject ?? [])
        {
            if (node is not JsonObject property)
                continue;
            if (map[name] is null && property["default"] is { } given)
                map[name] = given.DeepClone();
            if (map[name] is { } below)
                Apply(property, below);
        }

        if (schema["additionalProperties"] is not JsonObject every)
            return;
        foreach (var (_, below) in map.ToList())
        {
            if (below is not null)
                Apply(every, below);
        }
    }
}
