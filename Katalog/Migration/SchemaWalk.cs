using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Migration;

/// <summary>Finds, by the table of the language, what is written in an older way wherever it stands: keys that were renamed, and labels as a list.</summary>
internal static class SchemaWalk
{
    /// <summary>Maps with renamed keys, and lists of labels, in the order of the file. A node that several aliases share comes once.</summary>
    public static IEnumerable<(Node Node, BlockSchema? Block)> Find(Node node, Shape shape) => Find(node, shape, new HashSet<Node>(ReferenceEqualityComparer.Instance));

    /// <summary>The present name of a key of a map; null: it has it, or the map has both.</summary>
    public static string? NowOf(MapNode map, BlockSchema block, string key) => !block.Knows(key) && block.NowOf(key) is { } now && !map.Has(now) ? now : null;

    /// <summary>Whether a list of labels can be a map: every item has a key of its own.</summary>
    public static bool IsLabels(Node node) => node is ListNode { Items.Count: > 0 } list
        && list.Items.All(item => item is MapNode map && map.Entries.All(entry => entry.Key is "key" or "value" && entry.Value is ScalarNode) && map.Find("key") is not null)
        && list.Items.Select(item => ((ScalarNode)((MapNode)item).Find("key")!.Value).Text).Distinct(StringComparer.Ordinal).Count() == list.Items.Count;

    /// <summary>The node with present names, and labels as maps.</summary>
    public static Node Present(Node node, Shape shape)
    {
        var found = new Dictionary<Node, BlockSchema?>(ReferenceEqualityComparer.Instance);
        foreach (var (each, block) in Find(node, shape))
            found.Add(each, block);
        return found.Count == 0 ? node : Present(node, found);
    }

    private static Node Present(Node node, Dictionary<Node, BlockSchema?> found) => node switch
    {
        ListNode list when found.ContainsKey(list) => new MapNode(list.Source, list.Start, [.. list.Items.Select(item => Label((MapNode)item))]),
        ListNode list => new ListNode(list.Source, list.Start, [.. list.Items.Select(item => Present(item, found))]),
        MapNode map => new MapNode(map.Source, map.Start, [.. map.Entries.Select(entry => entry with
        {
            Key = found.TryGetValue(map, out var block) && block is not null && NowOf(map, block, entry.Key) is { } now ? now : entry.Key,
            Value = Present(entry.Value, found),
        })]),
        _ => node,
    };

    private static MapEntry Label(MapNode item) =>
        new(((ScalarNode)item.Find("key")!.Value).Text, item.Start, item.Find("value")?.Value ?? new ScalarNode(item.Source, item.Start, item.Start, ScalarForm.DoubleQuoted, "", ""));

    private static IEnumerable<(Node Node, BlockSchema? Block)> Find(Node node, Shape shape, HashSet<Node> seen)
    {
        if (node is ScalarNode || !seen.Add(node))
            yield break;
        if (shape is LabelsShape)
        {
            if (IsLabels(node))
                yield return (node, null);
            yield break;
        }

        var facts = shape.Facts;
        if (facts.Options.Count > 0)
        {
            seen.Remove(node);
            if (facts.Options.FirstOrDefault(option => option.Fits(node)) is { } option)
            {
                foreach (var found in Find(node, option, seen))
                    yield return found;
            }

            yield break;
        }

        if (node is MapNode map && facts.Block is { } block && map.Entries.Any(entry => NowOf(map, block, entry.Key) is not null))
            yield return (map, block);
        foreach (var (value, below) in Below(node, facts))
        {
            foreach (var found in Find(value, below, seen))
                yield return found;
        }
    }

    private static IEnumerable<(Node Value, Shape Shape)> Below(Node node, ShapeFacts facts) => node switch
    {
        MapNode map when facts.Block is { } block => map.Entries
            .Select(entry => (entry.Value, Shape: block.Find(entry.Key)?.Shape ?? (block.NowOf(entry.Key) is { } now ? block.Find(now)?.Shape : null)))
            .Where(each => each.Shape is not null).Select(each => (each.Value, each.Shape!)),
        MapNode map when facts.Values is { } values => map.Entries.Select(entry => (entry.Value, values)),
        ListNode list when facts.Items is { } items => list.Items.Select(item => (item, items)),
        _ => [],
    };
}
