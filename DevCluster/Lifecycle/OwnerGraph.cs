using Orkestra.DevCluster.Storage;

namespace Orkestra.DevCluster.Lifecycle;

/// <summary>Which objects name which owners, by uid, as the changes seen so far tell.</summary>
internal sealed class OwnerGraph
{
    private const int RememberedGone = 100_000;
    private readonly Dictionary<string, HashSet<ObjectPlace>> _dependents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ObjectPlace> _places = new(StringComparer.Ordinal);
    private readonly HashSet<string> _gone = new(StringComparer.Ordinal);
    private readonly Queue<string> _goneOrder = new();

    public void Follow(StoredEvent change)
    {
        var place = new ObjectPlace(change.Resource, change.Object.Namespace, change.Object.Name);
        foreach (var owner in change.Previous?.Owners ?? [])
        {
            if (_dependents.TryGetValue(owner.Uid, out var places) && places.Remove(place) && places.Count == 0)
                _dependents.Remove(owner.Uid);
        }

        if (change.Type == WatchEventType.Deleted)
        {
            _places.Remove(change.Object.Uid);
            RememberGone(change.Object.Uid);
            return;
        }

        _places[change.Object.Uid] = place;
        foreach (var owner in change.Object.Owners)
        {
            if (!_dependents.TryGetValue(owner.Uid, out var places))
                _dependents[owner.Uid] = places = [];
            places.Add(place);
        }
    }

    public IReadOnlyList<ObjectPlace> DependentsOf(string uid) => _dependents.TryGetValue(uid, out var places) ? [.. places] : [];

    public ObjectPlace? Find(string uid) => _places.TryGetValue(uid, out var place) ? place : null;

    public bool IsGone(string uid) => _gone.Contains(uid);

    private void RememberGone(string uid)
    {
        if (!_gone.Add(uid))
            return;
        _goneOrder.Enqueue(uid);
        if (_goneOrder.Count > RememberedGone)
            _gone.Remove(_goneOrder.Dequeue());
    }
}
