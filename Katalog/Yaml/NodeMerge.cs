namespace Orkestra.Katalog.Yaml;

/// <summary>Makes new nodes of given ones; every part keeps the place where it was written.</summary>
internal static class NodeMerge
{
    /// <summary>Both maps in one: maps go into each other, lists follow each other where <paramref name="joinsLists"/> says so, and else what <paramref name="over"/> says counts.</summary>
    public static MapNode Merge(MapNode under, MapNode over, bool joinsLists)
    {
        var entries = new List<MapEntry>();
        foreach (var entry in under.Entries)
            entries.Add(over.Find(entry.Key) is { } other ? Entry(other.Key, other.KeyMark, Merge(entry.Value, other.Value, joinsLists), other.Value) : entry);
        entries.AddRange(over.Entries.Where(entry => !under.Has(entry.Key)));
        return new MapNode(over.Source, over.Start, entries);
    }

    /// <summary>The map with another value below a chain of keys; maps on the way are made. A map that is changed keeps its keys in their order.</summary>
    public static MapNode With(MapNode map, ReadOnlySpan<string> path, Node value)
    {
        var key = path[0];
        var before = map.Find(key);
        var after = path.Length == 1 ? value : With(before?.Value as MapNode ?? new MapNode(value.Source, value.Start, []), path[1..], value);
        var entry = before is null ? new MapEntry(key, after.Start, after) : Entry(key, before.KeyMark, after, before.Value);
        return new MapNode(map.Source, map.Start, map.Has(key)
            ? [.. map.Entries.Select(other => string.Equals(other.Key, key, StringComparison.Ordinal) ? entry : other)]
            : [.. map.Entries, entry]);
    }

    /// <summary>The map without what is below a chain of keys; maps on the way that are empty then go, too.</summary>
    public static MapNode Without(MapNode map, params ReadOnlySpan<string> path)
    {
        var key = path[0];
        if (path.Length > 1)
        {
            if (map.Find(key)?.Value is not MapNode below)
                return map;
            var rest = Without(below, path[1..]);
            if (ReferenceEquals(rest, below))
                return map;
            if (rest.Entries.Count > 0)
                return With(map, [key], rest);
        }

        return map.Has(key) ? new MapNode(map.Source, map.Start, [.. map.Entries.Where(entry => !string.Equals(entry.Key, key, StringComparison.Ordinal))]) : map;
    }

    /// <summary>What is below a chain of keys.</summary>
    public static Node? Find(Node node, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
        {
            if (node is not MapNode map || map.Find(key) is not { } entry)
                return null;
            node = entry.Value;
        }

        return node;
    }

    /// <summary>One list of two, where either may be absent.</summary>
    public static Node? Join(Node? first, Node? second) => (first, second) switch
    {
        (null, _) => second,
        (_, null) => first,
        _ => Merge(first, second, joinsLists: true),
    };

    private static Node Merge(Node under, Node over, bool joinsLists) => (under, over) switch
    {
        (MapNode a, MapNode b) => Merge(a, b, joinsLists),
        (ListNode a, ListNode b) when joinsLists => new ListNode(b.Source, b.Start, [.. a.Items, .. b.Items]),
        _ => over,
    };

    /// <summary>The place of a key is one in the source of its value.</summary>
    private static MapEntry Entry(string key, Mark keyMark, Node value, Node before) => new(key, ReferenceEquals(value.Source, before.Source) ? keyMark : value.Start, value);
}
