using System.Collections.Concurrent;
using Orkestra.Grains.Cross;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Watch;

namespace Orkestra.Grains.Storage;

/// <summary>The custom resources of one box, one compact record each. Whoever reads them from other boxes is told of every change, our own writes too.</summary>
internal sealed class BoxStore(CrossTarget? readers = null)
{
    private readonly ConcurrentDictionary<ObjectName, CustomResourceRecord> _records = new();

    public int Count => _records.Count;

    public CustomResourceRecord? Find(ObjectName name) => _records.GetValueOrDefault(name);

    public void Add(CustomResourceRecord record)
    {
        _records[record.Name] = record;
        readers?.Changed(record, isGone: false);
    }

    /// <summary>A newer state of a custom resource, from the watch or from the answer to a write.</summary>
    public void Update(CustomResourceRecord record, WatchedObject latest)
    {
        record.Update(latest);
        readers?.Changed(record, isGone: false);
    }

    public void Remove(ObjectName name)
    {
        if (_records.TryRemove(name, out var record))
            readers?.Changed(record, isGone: true);
    }

    /// <summary>Everything that there is is in it.</summary>
    public void Listed() => readers?.Listed(this);

    /// <summary>A snapshot that may be enumerated while events come in.</summary>
    public IEnumerable<CustomResourceRecord> Records => _records.Select(pair => pair.Value);
}
