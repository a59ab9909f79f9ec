using System.Text.Json.Nodes;
using Orkestra.DevCluster.Schemas;

namespace Orkestra.DevCluster.Apply;

/// <summary>The fields that a configuration sets: leaves, list items, map entries, and what is empty or null.</summary>
internal sealed class FieldCollector
{
    private readonly List<PathElement> _path = [];
    private readonly FieldSet _set = new();

    public static FieldSet Collect(TypeSchema schema, JsonObject configuration)
    {
        var collector = new FieldCollector();
        collector.Visit(schema, configuration);
        return collector._set;
    }

    private void Visit(TypeSchema schema, JsonNode? value)
    {
        switch (FieldTypes.ShapeOf(schema, value))
        {
            case FieldShape.Map when FieldTypes.IsAtomicMap(schema):
            case FieldShape.List when FieldTypes.IsAtomicList(schema):
            case FieldShape.Scalar:
                Take();
                break;
            case FieldShape.Map when value is JsonObject map:
                foreach (var (name, child) in map)
                {
                    _path.Add(PathElement.OfField(name));
                    Visit(FieldTypes.Field(schema, name) ?? TypeSchema.Any, child);
                    if (child is null or JsonObject { Count: 0 } || !FieldTypes.Declares(schema, name))
                        Take();
                    _path.RemoveAt(_path.Count - 1);
                }
                break;
            case FieldShape.List when value is JsonArray list:
                VisitItems(schema, list);
                break;
        }
    }

    private void VisitItems(TypeSchema schema, JsonArray list)
    {
        foreach (var group in list.Select(item => (Element: FieldTypes.Item(schema, item), Item: item)).GroupBy(i => i.Element))
        {
            _path.Add(group.Key);
            // Of items that share a key nobody can say which one a field below belongs to.
            if (group.Count() == 1)
                Visit(schema.Items ?? TypeSchema.Any, group.First().Item);
            Take();
            _path.RemoveAt(_path.Count - 1);
        }
    }

    private void Take() => _set.Add([.. _path]);
}
