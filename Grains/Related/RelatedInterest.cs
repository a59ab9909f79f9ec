using Orkestra.Grains.Storage;
using Orkestra.Katalog.Enrichment;

namespace Orkestra.Grains.Related;

/// <summary>One look-up of one custom resource, and what it was given last: only what differs from that wakes the reader. Guarded by the lock of its watch.</summary>
internal sealed class RelatedInterest(CustomResourceRecord reader, RelatedQuery query)
{
    private Dictionary<string, RelatedObject> _seen = new(StringComparer.Ordinal);

    public CustomResourceRecord Reader { get; } = reader;

    public RelatedQuery Query { get; } = query;

    /// <summary>What the reader is given.</summary>
    public void See(IReadOnlyList<RelatedObject> found) => _seen = found.ToDictionary(each => each.Name, StringComparer.Ordinal);

    /// <summary>Whether the reader would be given something else now.</summary>
    /// <param name="name">What changed, in the namespace of the query.</param>
    /// <param name="now">As it is; null: it is gone.</param>
    public bool IsTouchedBy(string name, RelatedObject? now)
    {
        var found = now is not null && Query.Matches(now) ? now : null;
        return _seen.TryGetValue(name, out var before) ? found is null || !found.ShowsAs(before) : found is not null;
    }
}
