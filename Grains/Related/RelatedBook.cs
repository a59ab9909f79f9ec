using Orkestra.Grains.Storage;
using Orkestra.Katalog.Enrichment;

namespace Orkestra.Grains.Related;

/// <summary>What one custom resource looks up: what its last complete pass asked, and no more.</summary>
internal sealed class RelatedBook(CustomResourceRecord reader)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (RelatedInterest Interest, RelatedWatch Watch)> _interests = new(StringComparer.Ordinal);
    private bool _isClosed;

    public RelatedInterest Find(RelatedQuery query, RelatedWatch watch)
    {
        lock (_lock)
        {
            if (!_interests.TryGetValue(query.Identity, out var known))
                _interests[query.Identity] = known = (new RelatedInterest(reader, query), watch);
            return known.Interest;
        }
    }

    /// <summary>A look-up that ends after all was withdrawn leaves nothing behind.</summary>
    public void Ended(RelatedInterest interest, RelatedWatch watch)
    {
        lock (_lock)
        {
            if (_isClosed)
                watch.Remove(interest);
        }
    }

    /// <summary>A complete pass asked these.</summary>
    public void Keep(IReadOnlySet<string> asked)
    {
        lock (_lock)
        {
            foreach (var (identity, (interest, watch)) in _interests.Where(each => !asked.Contains(each.Key)).ToList())
            {
                _interests.Remove(identity);
                watch.Remove(interest);
            }
        }
    }

    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            foreach (var (interest, watch) in _interests.Values)
                watch.Remove(interest);
            _interests.Clear();
        }
    }
}
