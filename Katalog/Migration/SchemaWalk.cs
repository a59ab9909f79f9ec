using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Migration;

/// <summary>Finds, by the table of the language, what is written in an older way wherever it stands: keys that were renamed, and labels as a list.</summary>
internal static class SchemaWalk
{
    /// <summary>What is older, in the order of the file. A node that several aliases share comes once.</summary>
    public static IEnumerable<OlderNode> Find(Node node, Shape shape) => Find(node, shape, new HashSet<Node>(ReferenceEqualityComparer.Instance));

    /// <summary>The present name of a key of a map, and its value as YAML where that is another one; null: it has it, or the map has both.</summary>
    public static (string Now, string? Value)? NowOf(MapNode map, BlockSchema block, string key)
    {
        string? value = null;
        var now = block.Find(key) is not { } known ? block.NowOf(key)
            : known.Older is { } older && map.Find(key) is { } entry && older.Takes(entry.Value, out value) ? older.Now
            : null;
        return now is null || map.Has(now) ? null : (now, value);
    }

    /// <summary>Whether a list of labels can be a map: every item has a key of its own.</summary>
    public static bool IsLabels(Node node) => node is ListNode { Items.Count: > 0 } list
        && list.Items.All(item => item is MapNode map && map.Entries.All(entry => entry.Key is "key" or "value" && entry.Value is ScalarNode) && map.Find("key") is not null)
        && list.Items.Select(item => ((ScalarNode)((MapNode)item).Find("key")!.Value).Text).Distinct(StringComparer.Ordinal).Count() == list.Items.Count;

    /// <summary>The node with present names, and labels as maps.</summary>
    public static Node Present(Node node, Shape shape)
    {
        var found = new Dictionary<Node, OlderNode>(ReferenceEqualityComparer.Instance);
        foreach (var older in Find(node, shape))
            found.Add(older.Node, older);
        return found.Count == 0 ? node : Present(node, found);
    }

    private static Node Present(Node node, Dictionary<Node, OlderNode> found) => found.GetValueOrDefault(node) switch
    {
        { Shape: SourcesShape } => SourcesShape.Present(node),
        { Shape: { } } => new MapNode(node.Source, node.Start, [.. ((ListNode)node).Items.Select(item => Label((MapNode)item))]),
        var older => node switch
        {
            ListNode list => new ListNode(list.Source, list.Start, [.. list.Items.Select(item => Present(item, found))]),
            MapNode map => new MapNode(map.Source, map.Start, [.. map.Entries.Select(entry => older?.Block is { } block && NowOf(map, block, entry.Key) is { } now
                ? entry with { Key = now.Now, Value = now.Value is { } text ? Read(text) : Present(entry.Value, found) }
                : entry with { Value = Present(entry.Value, found) })]),
            _ => node,
        },
    };

    /// <summary>A value that the table of the language has written.</summary>
    private static Node Read(string text) => YamlReader.Read(new SourceText("", text), new Findings())[0].Node;

    private static MapEntry Label(MapNode item) =>
        new(((ScalarNode)item.Find("key")!.Value).Text, item.Start, item.Find("value")?.Value ?? new ScalarNode(item.Source, item.Start, item.Start, ScalarForm.DoubleQuoted, "", ""));

    private static IEnumerable<OlderNode> Find(Node node, Shape shape, HashSet<Node> seen)
    {
        if (shape is SourcesShape && SourcesShape.IsOlder(node) && seen.Add(node))
            yield return new OlderNode(node, null, shape);
        if (node is ScalarNode || !seen.Add(node))
            yield break;
        if (shape is LabelsShape)
        {
            if (IsLabels(node))
                yield return new OlderNode(node, null, shape);
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
            yield return new OlderNode(map, block, null);
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
