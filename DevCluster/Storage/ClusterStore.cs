using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Storage;

/// <summary>All objects. One revision counts all changes of all resources; changes happen one at a time, reads never wait for them.</summary>
internal sealed class ClusterStore(int historySize)
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<GroupResource, ResourceStore> _resources = new();
    private long _revision = 1;

    /// <summary>Told of every change, in order, while the store is locked: it must return at once and not call back.</summary>
    public Action<StoredEvent>? Observer { get; set; }

    public long Revision => Volatile.Read(ref _revision);

    public ResourceStore Of(GroupResource resource) => _resources.GetOrAdd(resource, static (key, size) => new ResourceStore(key, size), historySize);

    public IEnumerable<ResourceStore> Resources => _resources.Values;

    public ResourceSnapshot Snapshot(ResourceStore resource)
    {
        lock (_gate)
            return new ResourceSnapshot(resource.Objects, _revision);
    }

    /// <summary>Stores a new object, which the store owns from then on. Null when there is one of that name.</summary>
    public StoredObject? Create(ResourceStore resource, JsonObject obj, object? encodedFor)
    {
        StoredObject stored;
        lock (_gate)
        {
            stored = Encode(obj, encodedFor);
            if (resource.Objects.Contains(stored))
                return null;
            Commit(resource, new StoredEvent(WatchEventType.Added, resource.Resource, stored, null));
        }

        resource.Wake();
        return stored;
    }

    /// <summary>Stores a new state. Null when the object is no longer the one that is expected.</summary>
    public StoredObject? Replace(ResourceStore resource, StoredObject expected, JsonObject obj, object? encodedFor)
    {
        StoredObject stored;
        lock (_gate)
        {
            if (!IsCurrent(resource, expected))
                return null;
            stored = Encode(obj, encodedFor);
            Commit(resource, new StoredEvent(WatchEventType.Modified, resource.Resource, stored, expected));
        }

        resource.Wake();
        return stored;
    }

    /// <summary>Removes an object; <paramref name="lastState"/> is what watches are told. Null when it is no longer the one that is expected.</summary>
    public StoredObject? Remove(ResourceStore resource, StoredObject expected, JsonObject lastState)
    {
        StoredObject stored;
        lock (_gate)
        {
            if (!IsCurrent(resource, expected))
                return null;
            stored = Encode(lastState, expected.EncodedFor);
            Commit(resource, new StoredEvent(WatchEventType.Deleted, resource.Resource, stored, expected));
        }

        resource.Wake();
        return stored;
    }

    /// <summary>A resource begins anew: what was before cannot be watched.</summary>
    public void Begin(ResourceStore resource)
    {
        lock (_gate)
            resource.History.Forget(_revision);
    }

    /// <summary>Everything before now is too old to be resumed from.</summary>
    public void ForgetHistory()
    {
        lock (_gate)
        {
            _revision++;
            foreach (var resource in _resources.Values)
                resource.History.Forget(_revision);
        }
    }

    private static bool IsCurrent(ResourceStore resource, StoredObject expected) =>
        resource.Objects.TryGetValue(expected, out var current) && ReferenceEquals(current, expected);

    private StoredObject Encode(JsonObject obj, object? encodedFor)
    {
        obj["metadata"]!["resourceVersion"] = (_revision + 1).ToString(CultureInfo.InvariantCulture);
        return StoredObject.Of(obj, _revision + 1, encodedFor);
    }

    private void Commit(ResourceStore resource, StoredEvent stored)
    {
        _revision = stored.Revision;
        resource.Commit(stored);
        Observer?.Invoke(stored);
    }
}
