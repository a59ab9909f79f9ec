using System.Text.Json.Nodes;
using Orkestra.DevCluster.Schemas;

namespace Orkestra.DevCluster.Validation;

/// <summary>A null where a custom resource's schema does not allow one counts as absent.</summary>
internal static class ForbiddenNulls
{
    public static void Drop(TypeSchema schema, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var (name, value) in map.ToArray())
                {
                    if ((schema.Properties.GetValueOrDefault(name) ?? schema.Items) is not { } property)
                        continue;
                    if (value is not null)
                        Drop(property, value);
                    else if (property is { Nullable: false, Default: null } && schema.Properties.ContainsKey(name))
                        map.Remove(name);
                }

                break;
            case JsonArray list when schema.Items is { } items:
                foreach (var item in list)
                    Drop(items, item);
                break;
        }
    }
}
