using System.Collections.Immutable;

namespace Orkestra.DevCluster.Storage;

/// <summary>The objects of one resource and its recent events. Only <see cref="ClusterStore"/> changes it, one change at a time.</summary>
internal sealed class ResourceStore(GroupResource resource, int historySize)
{
    private ImmutableSortedSet<StoredObject> _objects = ImmutableSortedSet.Create<StoredObject>(KeyOrder.Instance);
    private ImmutableArray<Action> _listeners = [];

    public GroupResource Resource => resource;
    public EventHistory History { get; } = new(historySize);
    public ImmutableSortedSet<StoredObject> Objects => Volatile.Read(ref _objects);

    public StoredObject? Find(string? @namespace, string name) =>
        Objects.TryGetValue(StoredObject.Probe(@namespace, name), out var found) ? found : null;

    /// <summary>Calls the listener after every change until disposed. It must return at once.</summary>
    public IDisposable Listen(Action listener)
    {
        ImmutableInterlocked.Update(ref _listeners, static (list, added) => list.Add(added), listener);
        return new Subscription(this, listener);
    }

    public void Wake()
    {
        foreach (var listener in _listeners)
            listener();
    }

    internal void Commit(StoredEvent stored)
    {
        var objects = _objects.Remove(stored.Object);
        Volatile.Write(ref _objects, stored.Type == WatchEventType.Deleted ? objects : objects.Add(stored.Object));
        History.Append(stored);
    }

    private sealed class Subscription(ResourceStore store, Action listener) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref store._listeners, static (list, removed) => list.Remove(removed), listener);
    }

    private sealed class KeyOrder : IComparer<StoredObject>
    {
        public static KeyOrder Instance { get; } = new();

        public int Compare(StoredObject? x, StoredObject? y) => string.CompareOrdinal(x!.Key, y!.Key);
    }
}
