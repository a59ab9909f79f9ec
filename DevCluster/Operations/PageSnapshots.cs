using System.Collections.Concurrent;
using Orkestra.DevCluster.Storage;

namespace Orkestra.DevCluster.Operations;

/// <summary>The states that lists in pages are read from. They share what did not change; after five minutes, or when history is forgotten, a page of them is 410.</summary>
internal sealed class PageSnapshots(TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<(GroupResource Resource, long Revision), (ResourceSnapshot Snapshot, DateTimeOffset Until)> _kept = new();

    public void Keep(ResourceStore resource, ResourceSnapshot snapshot)
    {
        var now = clock.GetUtcNow();
        foreach (var (key, value) in _kept)
        {
            if (value.Until < now)
                _kept.TryRemove(key, out _);
        }

        _kept[(resource.Resource, snapshot.Revision)] = (snapshot, now + Lifetime);
    }

    public ResourceSnapshot? Find(ResourceStore resource, long revision) =>
        _kept.TryGetValue((resource.Resource, revision), out var kept) && kept.Until >= clock.GetUtcNow() ? kept.Snapshot : null;

    public void Forget() => _kept.Clear();
}
