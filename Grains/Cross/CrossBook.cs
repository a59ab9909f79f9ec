using Orkestra.Grains.Storage;
using Orkestra.Katalog.Observation;

namespace Orkestra.Grains.Cross;

/// <summary>What one custom resource reads of others: one interest for each cross read of its entry and each entry that it goes to. Another selector takes the place of the one before it.</summary>
internal sealed class CrossBook(string entry, CustomResourceRecord reader)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string As, CrossTarget Target), Interest> _interests = [];
    private bool _isClosed;

    public Interest Find(CrossQuery query, CrossTarget target)
    {
        lock (_lock)
        {
            if (_interests.TryGetValue((query.Read.As, target), out var known))
            {
                if (string.Equals(known.Query.Identity, query.Identity, StringComparison.Ordinal))
                    return known;
                target.Remove(known);
            }

            return _interests[(query.Read.As, target)] = new Interest(entry, reader, query);
        }
    }

    /// <summary>A read that ends after all was withdrawn leaves nothing behind.</summary>
    public void Ended(Interest interest, CrossTarget target)
    {
        lock (_lock)
        {
            if (_isClosed)
                target.Remove(interest);
        }
    }

    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            foreach (var ((_, target), interest) in _interests)
                target.Remove(interest);
            _interests.Clear();
        }
    }
}
