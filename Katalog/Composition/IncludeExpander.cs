using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Composition;

/// <summary>Puts fragments in the place of <c>include</c>: the body of a block that stands in a file of its own. The table of the language says which blocks
/// can have one. What the block says itself counts over its fragments, later fragments over earlier ones; lists follow each other, the fragments' first.</summary>
internal sealed class IncludeExpander(FragmentBudget files, Findings findings)
{
    /// <summary>The key.</summary>
    public const string Key = "include";

    /// <summary>The document with all fragments in it; no <c>include</c> is left where one is possible.</summary>
    public async Task<Located> ExpandAsync(Located document, BlockSchema schema, CancellationToken ct)
    {
        // Most definitions include nothing, and then nothing is walked.
        if (!document.Node.Source.Text.Contains(Key, StringComparison.Ordinal))
            return document;
        return document with { Node = await ExpandAsync(document, Shape.Block(schema), IncludedFile.Root(document.Node.Source), ct).ConfigureAwait(false) };
    }

    private async Task<Node> ExpandAsync(Located at, Shape shape, IncludedFile file, CancellationToken ct)
    {
        var facts = shape.Facts;
        return at.Node switch
        {
            _ when facts.Options.Count > 0 => facts.Options.FirstOrDefault(option => option.Fits(at.Node)) is { } option ? await ExpandAsync(at, option, file, ct).ConfigureAwait(false) : at.Node,
            MapNode map when facts.Block is { } block => await ExpandBlockAsync(at, map, block, file, ct).ConfigureAwait(false),
            MapNode map when facts.Values is { } values => await ExpandMapAsync(at, map, _ => values, file, ct).ConfigureAwait(false),
            ListNode list when facts.Items is { } items => await ExpandListAsync(at, list, items, file, ct).ConfigureAwait(false),
            _ => at.Node,
        };
    }

    private async Task<MapNode> ExpandMapAsync(Located at, MapNode map, Func<string, Shape?> shapeOf, IncludedFile file, CancellationToken ct)
    {
        List<MapEntry>? changed = null;
        var position = 0;
        foreach (var (entry, value) in at.Entries())
        {
            if (shapeOf(entry.Key) is { } shape && await ExpandAsync(value, shape, file, ct).ConfigureAwait(false) is var after && !ReferenceEquals(after, entry.Value))
            {
                changed ??= [.. map.Entries];
                changed[position] = new MapEntry(entry.Key, ReferenceEquals(after.Source, entry.Value.Source) ? entry.KeyMark : after.Start, after);
            }

            position++;
        }

        return changed is null ? map : new MapNode(map.Source, map.Start, changed);
    }

    private async Task<Node> ExpandBlockAsync(Located at, MapNode map, BlockSchema block, IncludedFile file, CancellationToken ct)
    {
        var own = await ExpandMapAsync(at, map, key => block.Find(key)?.Shape, file, ct).ConfigureAwait(false);
        if (!block.TakesInclude || at.At(Key) is not { } include)
            return own;
        MapNode? fragments = null;
        foreach (var fragment in await ReadAsync(include, at, block, file, ct).ConfigureAwait(false))
        {
            if (BodyOf(fragment, block) is { } body)
                fragments = fragments is null ? body : NodeMerge.Merge(fragments, body, joinsLists: true);
            else
                findings.Error(DiagnosticIds.WrongType, at with { Node = fragment }, $"a fragment of {block.Name} is a map, and this is {fragment.Description}", "write the keys of the block into the file");
        }

        own = NodeMerge.Without(own, Key);
        return fragments is null ? own : NodeMerge.Merge(fragments, own, joinsLists: true);
    }

    private static MapNode? BodyOf(Node fragment, BlockSchema block) => fragment switch
    {
        MapNode body => body,
        ListNode when block.IncludedList is { } key => new MapNode(fragment.Source, fragment.Start, [new MapEntry(key, fragment.Start, fragment)]),
        _ => null,
    };

    /// <summary>An item that is only <c>include</c> is replaced by the items of a fragment that is a list.</summary>
    private async Task<Node> ExpandListAsync(Located at, ListNode list, Shape shape, IncludedFile file, CancellationToken ct)
    {
        var items = new List<Node>();
        var changed = false;
        foreach (var item in at.Items())
        {
            if (shape.Blocks.FirstOrDefault(block => block.TakesInclude) is { } block && item is { Node: MapNode { Entries: [{ Key: Key }] } } && item.At(Key) is { } include)
            {
                changed = true;
                foreach (var fragment in await ReadAsync(include, item, block, file, ct).ConfigureAwait(false))
                    items.AddRange(fragment is ListNode several ? several.Items : [fragment]);
                continue;
            }

            var after = await ExpandAsync(item, shape, file, ct).ConfigureAwait(false);
            changed |= !ReferenceEquals(after, item.Node);
            items.Add(after);
        }

        return changed ? new ListNode(list.Source, list.Start, items) : list;
    }

    /// <summary>The fragments that a block names, expanded.</summary>
    private async Task<IReadOnlyList<Node>> ReadAsync(Located include, Located at, BlockSchema block, IncludedFile file, CancellationToken ct)
    {
        var fragments = new List<Node>();
        foreach (var path in include.Node is ListNode ? include.Items() : [include])
        {
            if (path.Text is { Length: > 0 } reference && path.Node is ScalarNode { Value: string })
                fragments.AddRange(await ReadOneAsync(path, reference, at, block, file, ct).ConfigureAwait(false));
            else
                findings.Error(DiagnosticIds.WrongType, path, $"this must be a path, and it is {path.Node.Description}", "write include: ./file.yaml, or a list of paths");
        }

        return fragments;
    }

    private async Task<IReadOnlyList<Node>> ReadOneAsync(Located path, string reference, Located at, BlockSchema block, IncludedFile file, CancellationToken ct)
    {
        if (file.FolderOf(reference) is not { } folder)
        {
            findings.Error(DiagnosticIds.OutsideFolder, path, $"{reference} is outside the folder of the definition", "move the file into the folder of the definition or below it, and write a relative path");
            return [];
        }

        if (file.Depth >= FragmentLimits.MaxDepth)
        {
            findings.Error(DiagnosticIds.YamlLimit, path, $"files include each other deeper than {FragmentLimits.MaxDepth}", "make the definition simpler");
            return [];
        }

        if (await files.ReadAsync(path, reference, ct).ConfigureAwait(false) is not { } source)
            return [];
        if (file.IsOutside(source))
        {
            findings.Error(DiagnosticIds.OutsideFolder, path, $"{reference} is outside the folder of the definition: a link leads to {source.RealPath}", "put the file itself into the folder of the definition or below it");
            return [];
        }

        if (file.Chain.Contains(source.Reference, StringComparer.Ordinal))
        {
            var circle = file.Chain.SkipWhile(each => !string.Equals(each, source.Reference, StringComparison.Ordinal)).Append(source.Reference);
            findings.Error(DiagnosticIds.Cycle, path, $"files include each other in a circle: {string.Join(" → ", circle)}", "take one of the includes out");
            return [];
        }

        var here = new IncludedFile(source.Reference, folder, file);
        var fragments = new List<Node>();
        var documents = YamlReader.Read(source with { Scope = path.Node.Source.Scope }, findings);
        if (documents.Count > 1)
            findings.Error(DiagnosticIds.NotAKatalog, documents[1], "a fragment has one document, and here begins another", "put it into a file of its own");
        foreach (var document in documents.Take(1))
        {
            var placed = new Located(document.Node, at.Path);
            var shape = document.Node is ListNode ? block.IncludedList is { } list ? block.Find(list)!.Shape : Shape.ListOf(Shape.Block(block)) : Shape.Block(block);
            fragments.Add(await ExpandAsync(placed, shape, here, ct).ConfigureAwait(false));
        }

        return fragments;
    }
}
