using Orkestra.Katalog.Composition;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Migration;

/// <summary>Finds the fragments that a definition is put together of, each once, with the shape of what stands in it. What cannot be read is reported where it is named.</summary>
internal sealed class FragmentSearch(ISourceReader reader, Findings findings)
{
    private readonly FragmentBudget _files = new(new DocumentReader(reader, findings), findings);
    private readonly List<(SourceText Source, Shape Shape)> _found = [];

    public async Task<IReadOnlyList<(SourceText Source, Shape Shape)>> OfAsync(Located document, BlockSchema schema, CancellationToken ct)
    {
        await SearchAsync(document, Shape.Block(schema), IncludedFile.Root(document.Node.Source), ct).ConfigureAwait(false);
        return _found;
    }

    private async Task SearchAsync(Located at, Shape shape, IncludedFile file, CancellationToken ct)
    {
        foreach (var (include, block) in Includes(at, shape).ToList())
        {
            foreach (var path in include.Node is ListNode ? include.Items() : [include])
                await ReadAsync(path, block, file, ct).ConfigureAwait(false);
        }
    }

    private async Task ReadAsync(Located path, BlockSchema block, IncludedFile file, CancellationToken ct)
    {
        if (path.Text is not { Length: > 0 } reference || file.Depth >= FragmentLimits.MaxDepth || file.FolderOf(reference) is not { } folder)
            return;
        if (await _files.ReadAsync(path, reference, ct).ConfigureAwait(false) is not { } source || file.IsOutside(source) || _found.Exists(each => string.Equals(each.Source.Reference, source.Reference, StringComparison.Ordinal)))
            return;
        if (YamlReader.Read(source, findings) is not [var document])
            return;
        var shape = document.Node is not ListNode ? Shape.Block(block) : block.IncludedList is { } list ? block.Find(list)!.Shape : Shape.ListOf(Shape.Block(block));
        _found.Add((source, shape));
        await SearchAsync(document, shape, new IncludedFile(source.Reference, folder, file), ct).ConfigureAwait(false);
    }

    /// <summary>Every <c>include</c> below a node, with the block to which its fragments belong.</summary>
    private static IEnumerable<(Located Include, BlockSchema Block)> Includes(Located at, Shape shape)
    {
        var facts = shape.Facts;
        if (facts.Options.Count > 0)
            return facts.Options.FirstOrDefault(option => option.Fits(at.Node)) is { } option ? Includes(at, option) : [];
        return at.Node switch
        {
            MapNode when facts.Block is { } block => OfBlock(at, block),
            MapNode when facts.Values is { } values => at.Entries().SelectMany(each => Includes(each.Value, values)),
            ListNode when facts.Items is { } items => at.Items().SelectMany(item => Includes(item, items)),
            _ => [],
        };
    }

    private static IEnumerable<(Located Include, BlockSchema Block)> OfBlock(Located at, BlockSchema block)
    {
        var below = at.Entries().SelectMany(each => (block.Find(each.Entry.Key) ?? (block.NowOf(each.Entry.Key) is { } now ? block.Find(now) : null)) is { } key ? Includes(each.Value, key.Shape) : []);
        return block.TakesInclude && at.At(IncludeExpander.Key) is { } include ? below.Prepend((include, block)) : below;
    }
}
