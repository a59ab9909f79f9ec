using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Composition;

/// <summary>What an entry gets of one Motif, and of those that it imports.</summary>
internal sealed record MotifBody
{
    private static readonly string[] HookKeys = ["onCreate", "onReconcile", "onDelete"];

    /// <summary>Blocks of the entry by their chains of keys.</summary>
    public IReadOnlyList<(string[] Path, Node Block)> Blocks { get; init; } = [];

    public IReadOnlyList<Node> Notes { get; init; } = [];

    public MapNode? Profiles { get; init; }

    /// <summary>The parts of one Motif.</summary>
    public static MotifBody Of(Located motif)
    {
        var blocks = new List<(string[], Node)>();
        foreach (var (hook, block) in Hooks(motif.At("resources")))
            blocks.Add((["operatorBox", "reconcile", hook], block));
        if (motif.At("status", "fields") is { Node: ListNode } fields)
            blocks.Add((["operatorBox", "emit", "status", "fields"], fields.Node));
        foreach (var kind in (ReadOnlySpan<string>)["validation", "mutation"])
        {
            if (motif.At("admission", kind) is { Node: MapNode } rules)
                blocks.Add((["admission", kind], rules.Node));
        }

        var notes = motif.At("notes") is { } given ? (given.At("functions") ?? given).Items().Select(item => item.Node) : [];
        return new MotifBody { Blocks = blocks, Notes = [.. notes], Profiles = motif.At("profiles")?.Node as MapNode };
    }

    /// <summary>Lists directly below <c>resources</c> are those of <c>onReconcile</c>. What a block says of when it counts is said of each of its children,
    /// because the blocks of an entry have conditions of their own.</summary>
    private static IEnumerable<(string Hook, MapNode Block)> Hooks(Located? resources)
    {
        if (resources?.Node is not MapNode block)
            yield break;
        var direct = new MapNode(block.Source, block.Start, [.. block.Entries.Where(entry => entry.Key is not "when" && !HookKeys.Contains(entry.Key, StringComparer.Ordinal))]);
        foreach (var hook in HookKeys)
        {
            var own = block.Find(hook)?.Value as MapNode;
            if (hook is "onReconcile" && direct.Entries.Count > 0)
                own = own is null ? direct : NodeMerge.Merge(direct, own, joinsLists: true);
            if (own is not null)
                yield return (hook, Conditioned(NodeMerge.Without(own, "when"), [block.Find("when")?.Value, own.Find("when")?.Value]));
        }
    }

    private static MapNode Conditioned(MapNode hook, IReadOnlyList<Node?> conditions)
    {
        var when = conditions.Aggregate(NodeMerge.Join);
        if (when is null)
            return hook;
        return new MapNode(hook.Source, hook.Start, [.. hook.Entries.Select(entry => entry.Value is ListNode list
            ? entry with { Value = new ListNode(list.Source, list.Start, [.. list.Items.Select(item => item is MapNode child ? NodeMerge.With(child, ["when"], NodeMerge.Join(when, child.Find("when")?.Value)!) : item)]) }
            : entry)]);
    }
}
