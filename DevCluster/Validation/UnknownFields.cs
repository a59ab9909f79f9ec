using System.Text.Json.Nodes;
using Orkestra.DevCluster.Schemas;

namespace Orkestra.DevCluster.Validation;

/// <summary>Removes fields that a schema does not know and tells their paths.</summary>
internal static class UnknownFields
{
    public static void Prune(TypeSchema schema, JsonNode? node, List<string>? removed) => Prune(schema, node, "", removed);

    private static void Prune(TypeSchema schema, JsonNode? node, string path, List<string>? removed)
    {
        switch (node)
        {
            case JsonObject map when schema.Type == SchemaType.Map && schema.Items is { } values:
                if (IsLeaf(values))
                    return;
                foreach (var (key, value) in map)
                    Prune(values, value, $"{path}.{key}", removed);
                return;
            case JsonObject map when schema.Type is SchemaType.Object or SchemaType.Any:
                PruneObject(schema, map, path, removed);
                return;
            case JsonArray list when schema.Items is { } items && !IsLeaf(items):
                for (var i = 0; i < list.Count; i++)
                    Prune(items, list[i], $"{path}[{i}]", removed);
                return;
        }
    }

    private static void PruneObject(TypeSchema schema, JsonObject map, string path, List<string>? removed)
    {
        List<string>? unknown = null;
        foreach (var (name, value) in map)
        {
            if (schema.Properties.TryGetValue(name, out var property))
            {
                if (!IsLeaf(property))
                    Prune(property, value, path.Length == 0 ? name : $"{path}.{name}", removed);
            }
            else if (schema.Items is { } values)
            {
                Prune(values, value, path.Length == 0 ? name : $"{path}.{name}", removed);
            }
            else if (!schema.PreserveUnknownFields)
            {
                (unknown ??= []).Add(name);
            }
        }

        foreach (var name in unknown ?? [])
        {
            map.Remove(name);
            removed?.Add(path.Length == 0 ? name : $"{path}.{name}");
        }
    }

    private static bool IsLeaf(TypeSchema schema) => schema.Type is SchemaType.String or SchemaType.Integer or SchemaType.Number or SchemaType.Boolean or SchemaType.IntOrString or SchemaType.Quantity;
}
