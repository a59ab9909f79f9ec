using System.Text.Json.Nodes;
using Orkestra.Katalog.Composition;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Migration;

/// <summary>Compares two documents in whatever spelling each of them is.</summary>
internal static class Meaning
{
    public static bool IsSame(Located one, Located other, BlockSchema schema) => JsonNode.DeepEquals(Of(one, schema), Of(other, schema));

    /// <summary>The same of fragments.</summary>
    public static bool IsSame(Node one, Node other, Shape shape) => JsonNode.DeepEquals(NodeJson.Of(SchemaWalk.Present(one, shape)), NodeJson.Of(SchemaWalk.Present(other, shape)));

    private static JsonObject Of(Located document, BlockSchema schema)
    {
        var map = (MapNode)SchemaWalk.Present(document.Node, Shape.Block(schema));
        var root = new Located(map, YamlPath.Root);
        if (root.At("spec", "crds") is not null)
        {
            var entries = ImportedEntries.Named(root, null).Select(entry => new MapEntry(entry.Name, entry.At.Node.Start, Spelling.Upgrade(WithoutName((MapNode)entry.At.Node, entry.Name))));
            map = NodeMerge.With(map, ["spec", "crds"], new MapNode(map.Source, map.Start, [.. entries.DistinctBy(entry => entry.Key, StringComparer.Ordinal)]));
        }

        if (map.Find("sources")?.Value is MapNode sources && map.Find("imports") is null)
            map = NodeMerge.With(NodeMerge.Without(map, "sources"), ["imports"], sources);
        var json = (JsonObject)NodeJson.Of(map)!;
        foreach (var (key, value) in DocumentNames.Present)
        {
            if (json[key]?.ToString() is { } written && value.TryGetValue(written, out var now))
                json[key] = now;
        }

        return json;
    }

    private static MapNode WithoutName(MapNode entry, string name) =>
        entry.Find("name")?.Value is ScalarNode given && string.Equals(given.Text, name, StringComparison.Ordinal) ? NodeMerge.Without(entry, "name") : entry;
}
