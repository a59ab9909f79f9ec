using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Composition;

/// <summary>The blocks of imports that other components read. What the Komposer says counts; its <c>security</c>, <c>gateway</c> and <c>publish</c> count as a whole,
/// teams and providers are united.</summary>
internal sealed class ComponentBlocks
{
    private static readonly string[] Whole = ["security", "gateway", "publish"];

    private readonly Dictionary<string, MapNode> _whole = new(StringComparer.Ordinal);
    private readonly List<Node> _providers = [];
    private MapNode? _notification;

    public void Add(Located katalog)
    {
        foreach (var key in Whole)
        {
            if (katalog.At(key)?.Node is MapNode block)
                _whole[key] = _whole.TryGetValue(key, out var before) ? NodeMerge.Merge(block, before, joinsLists: false) : block;
        }

        if (katalog.At("notification")?.Node is MapNode notification)
            _notification = _notification is null ? notification : NodeMerge.Merge(notification, _notification, joinsLists: false);
        _providers.AddRange((katalog.At("providers")?.Items() ?? []).Select(item => item.Node).Where(node => !_providers.Exists(other => IsSame(other, node))));
    }

    /// <summary>The document with these blocks under its own.</summary>
    public MapNode Into(MapNode document)
    {
        foreach (var (key, block) in _whole.Where(each => document.Find(each.Key) is null))
            document = NodeMerge.With(document, [key], block);
        if (_notification is { } notification)
            document = NodeMerge.With(document, ["notification"], document.Find("notification")?.Value is MapNode own ? NodeMerge.Merge(notification, own, joinsLists: false) : notification);
        if (_providers.Count == 0)
            return document;
        var providers = (document.Find("providers")?.Value as ListNode)?.Items ?? [];
        return NodeMerge.With(document, ["providers"], new ListNode(document.Source, document.Start, [.. providers, .. _providers.Where(node => !providers.Any(own => IsSame(own, node)))]));
    }

    private static bool IsSame(Node one, Node other) =>
        NodeMerge.Find(one, "name") is ScalarNode a && NodeMerge.Find(other, "name") is ScalarNode b && string.Equals(a.Text, b.Text, StringComparison.Ordinal);
}
