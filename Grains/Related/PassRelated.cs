using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Grains.Passes;
using Orkestra.Grains.Storage;
using Orkestra.Katalog.Enrichment;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;

namespace Orkestra.Grains.Related;

/// <summary>What one pass is given of other objects: the first answer to a query is the answer of the whole pass.</summary>
internal sealed class PassRelated(RelatedWatches watches, RelatedBook book) : IRelatedObjects
{
    private readonly Dictionary<string, IReadOnlyList<RelatedObject>> _given = new(StringComparer.Ordinal);

    /// <summary>Nothing is rendered from half a view.</summary>
    /// <exception cref="PassException">Something that can be looked up is not listed yet; the key comes back when it is.</exception>
    public void Require(CrdEntry entry, CustomResourceRecord reader)
    {
        string? waits = null;
        foreach (var kind in entry.Enrichments.SelectMany(each => each.Kinds).Distinct())
        {
            if (!watches.Ensure(kind).IsListed(reader, out var why))
                waits ??= why;
        }

        if (waits is not null)
            throw new PassException(PassResult.Waiting, "WaitingForRelated", waits);
    }

    public IReadOnlyList<RelatedObject> Find(RelatedQuery query)
    {
        if (_given.TryGetValue(query.Identity, out var found))
            return found;
        var watch = watches.Ensure(query.Kind);
        var interest = book.Find(query, watch);
        try
        {
            return _given[query.Identity] = watch.Read(interest);
        }
        finally
        {
            book.Ended(interest, watch);
        }
    }

    /// <summary>The pass got to its end: what it did not ask is not asked any more.</summary>
    public void End() => book.Keep(_given.Keys.ToHashSet(StringComparer.Ordinal));
}
