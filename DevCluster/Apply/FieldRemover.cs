using System.Text.Json.Nodes;
using Orkestra.DevCluster.Schemas;

namespace Orkestra.DevCluster.Apply;

/// <summary>An object without some of its fields.</summary>
internal static class FieldRemover
{
    /// <summary>A new object; its arguments are not changed.</summary>
    public static JsonObject Remove(TypeSchema schema, JsonObject obj, FieldSet fields) => (JsonObject?)RemoveBelow(schema, obj, fields) ?? [];

    private static JsonNode? RemoveBelow(TypeSchema schema, JsonNode? value, FieldSet fields)
    {
        switch (FieldTypes.ShapeOf(schema, value), value)
        {
            case (FieldShape.Map, JsonObject map) when !FieldTypes.IsAtomicMap(schema):
                var result = new JsonObject();
                foreach (var (name, child) in map)
                {
                    var element = PathElement.OfField(name);
                    if (fields.Has(element))
                        continue;
                    var kept = Keep(FieldTypes.Field(schema, name) ?? TypeSchema.Any, child, fields.Below(element));
                    // A container that lost all it had is gone, too.
                    if (kept is not null || child is null)
                        result[name] = kept;
                }
                return result.Count > 0 ? result : null;
            case (FieldShape.List, JsonArray list) when !FieldTypes.IsAtomicList(schema):
                var items = new JsonArray();
                foreach (var item in list)
                {
                    var element = FieldTypes.Item(schema, item);
                    if (!fields.Has(element))
                        items.Add(Keep(schema.Items ?? TypeSchema.Any, item, fields.Below(element)));
                }
                return items.Count > 0 ? items : null;
            default:
                return value?.DeepClone();
        }
    }

    private static JsonNode? Keep(TypeSchema schema, JsonNode? value, FieldSet? fields) =>
        fields is null ? value?.DeepClone() : RemoveBelow(schema, value, fields);
}
