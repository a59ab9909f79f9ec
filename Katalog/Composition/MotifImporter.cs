using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Composition;

/// <summary>Puts Motifs into the document that imports them. What an entry imports follows what it has itself; notes and profiles are those of the whole file.</summary>
internal sealed class MotifImporter(MotifReader motifs, Findings findings)
{
    private readonly SharedParts _shared = new(findings);

    /// <summary>The document with all Motifs in it.</summary>
    public async Task<Located> ImportAsync(Located document, CancellationToken ct)
    {
        var root = (MapNode)document.Node;
        var changed = root;
        if (document.At("spec", "crds") is { } crds)
        {
            var entries = await EntriesAsync(crds, ct).ConfigureAwait(false);
            if (!ReferenceEquals(entries, crds.Node))
                changed = NodeMerge.With(changed, ["spec", "crds"], entries);
        }

        return await ShareAsync(ReferenceEquals(changed, root) ? document : document with { Node = changed }, ct).ConfigureAwait(false);
    }

    /// <summary>The document with the notes and profiles of all that was imported, and of what it imports itself.</summary>
    public async Task<Located> ShareAsync(Located document, CancellationToken ct)
    {
        foreach (var import in document.At("spec", "imports")?.Items().Where(item => item.Node is MapNode) ?? [])
        {
            if (await motifs.ReadAsync(import, [document.Node.Source.Reference], ct).ConfigureAwait(false) is { } body)
                _shared.Add(body);
        }

        return document with { Node = _shared.Into((MapNode)document.Node) };
    }

    /// <summary>An entry with what it imports, in the present spelling; the entry itself where it imports nothing.</summary>
    public async Task<MapNode> ImportAsync(Located entry, Located? imports, CancellationToken ct)
    {
        var map = (MapNode)entry.Node;
        if (imports is not { } given)
            return map;
        map = Spelling.Upgrade(map);
        foreach (var import in given.Items().Where(item => item.Node is MapNode))
        {
            if (await motifs.ReadAsync(import, [import.Node.Source.Reference], ct).ConfigureAwait(false) is not { } body)
                continue;
            foreach (var (path, block) in body.Blocks)
                map = NodeMerge.With(map, path, NodeMerge.Join(NodeMerge.Find(map, path), block)!);
            _shared.Add(body);
        }

        return map;
    }

    private async Task<Node> EntriesAsync(Located crds, CancellationToken ct)
    {
        var isChanged = false;
        var nodes = new List<Node>();
        foreach (var entry in crds.Node is ListNode ? crds.Items() : crds.Entries().Select(each => each.Value))
        {
            var after = entry.Node is MapNode ? await ImportAsync(entry, new BoxSettings(entry, findings).Imports, ct).ConfigureAwait(false) : entry.Node;
            isChanged |= !ReferenceEquals(after, entry.Node);
            nodes.Add(after);
        }

        return (crds.Node, isChanged) switch
        {
            (ListNode list, true) => new ListNode(list.Source, list.Start, nodes),
            (MapNode map, true) => new MapNode(map.Source, map.Start, [.. map.Entries.Select((entry, position) => entry with { Value = nodes[position] })]),
            _ => crds.Node,
        };
    }
}
