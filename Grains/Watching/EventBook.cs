using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orkestra.Grains.Storage;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Watching;

/// <summary>The last observed event of each name: of single custom resources, and of all.</summary>
internal sealed class EventBook
{
    private static readonly ObjectName Everybody = new(null, "");

    private readonly ConcurrentDictionary<ObjectName, ConcurrentDictionary<string, CompactJson>> _events = new();

    /// <param name="key">Whom it is about; null: all.</param>
    /// <param name="name">Its name.</param>
    /// <param name="live">The event.</param>
    public void Set(ObjectName? key, string name, JsonObject live) =>
        _events.GetOrAdd(key ?? Everybody, static _ => new(StringComparer.Ordinal))[name] = CompactJson.From(JsonSerializer.SerializeToUtf8Bytes(live));

    /// <summary>What templates of this custom resource see.</summary>
    public JsonObject? Of(ObjectName key)
    {
        if (_events.IsEmpty)
            return null;
        var all = new JsonObject();
        foreach (var known in new[] { Everybody, key })
        {
            if (!_events.TryGetValue(known, out var observed))
                continue;
            foreach (var (name, live) in observed)
                all[name] = live.Parse();
        }

        return all;
    }

    public void Forget(ObjectName key) => _events.TryRemove(key, out _);
}
