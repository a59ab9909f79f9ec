using System.Collections.Concurrent;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Storage;

/// <summary>The oldest state of each custom resource that no pass has acted on yet. Only boxes whose gates ask what changed have one, and it holds only what changed.</summary>
internal sealed class ChangeBook(CrdEntry entry)
{
    private readonly ConcurrentDictionary<ObjectName, Before> _unseen = new();
    private CrdEntry _entry = entry;

    /// <summary>Another definition asks. What no pass has acted on is still to be acted on.</summary>
    public void Use(CrdEntry newer) => Volatile.Write(ref _entry, newer);

    /// <summary>A custom resource was found or made.</summary>
    public void Made(ObjectName name) => _unseen[name] = new Before(null);

    /// <summary>It changed.</summary>
    /// <returns>Whether that counts.</returns>
    public bool Changed(CustomResourceRecord record, CompactJson before)
    {
        var oldest = _unseen.GetOrAdd(record.Name, static (_, state) => new Before(state), before);
        return record.Deleting || GateKeeper.LetsIn(Volatile.Read(ref _entry), oldest.State?.Parse(), record.Json.Parse());
    }

    /// <summary>A pass acted on what there was, or it is gone.</summary>
    public void Seen(ObjectName name) => _unseen.TryRemove(name, out _);

    /// <summary>What no pass has acted on; null: nothing changed.</summary>
    public ObjectChange? Find(ObjectName name) => _unseen.TryGetValue(name, out var before) ? new ObjectChange(before.State?.Parse()) : null;

    private sealed record Before(CompactJson? State);
}
