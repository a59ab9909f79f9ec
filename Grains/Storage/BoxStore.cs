using System.Collections.Concurrent;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Storage;

/// <summary>The custom resources of one box, one compact record each.</summary>
internal sealed class BoxStore
{
    private readonly ConcurrentDictionary<ObjectName, CustomResourceRecord> _records = new();

    public int Count => _records.Count;

    public CustomResourceRecord? Find(ObjectName name) => _records.GetValueOrDefault(name);

    public void Add(CustomResourceRecord record) => _records[record.Name] = record;

    public void Remove(ObjectName name) => _records.TryRemove(name, out _);

    /// <summary>A snapshot that may be enumerated while events come in.</summary>
    public IEnumerable<CustomResourceRecord> Records => _records.Select(pair => pair.Value);
}
