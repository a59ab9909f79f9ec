using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orkestra.Grains.Storage;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Watching;

/// <summary>The newest observed event of each name: of single custom resources, and of all. The time of an event decides, not the order in which it is told: a listing comes in the order of names.
/// Of custom resources that are not there only a few are kept: an event may come before the custom resource that it is about, and some come for nobody.</summary>
/// <param name="isKnown">Whether a custom resource is there.</param>
internal sealed class EventBook(Func<ObjectName, bool> isKnown)
{
    private const int MaxStrangers = 256;

    private static readonly ObjectName Everybody = new(null, "");

    private readonly ConcurrentDictionary<ObjectName, ConcurrentDictionary<string, Observed>> _events = new();
    private readonly Lock _lock = new();
    private readonly Queue<ObjectName> _strangers = new();
    private bool _isListed;

    /// <summary>Of how many custom resources it keeps something.</summary>
    public int Count => _events.Count;

    /// <param name="key">Whom it is about; null: all.</param>
    /// <param name="name">Its name.</param>
    /// <param name="live">The event.</param>
    public void Set(ObjectName? key, string name, JsonObject live)
    {
        var observed = new Observed(TimeOf(live), live.ResourceVersion, CompactJson.From(JsonSerializer.SerializeToUtf8Bytes(live)));
        var isNew = false;
        _events.GetOrAdd(key ?? Everybody, _ =>
        {
            isNew = true;
            return new ConcurrentDictionary<string, Observed>(StringComparer.Ordinal);
        }).AddOrUpdate(name, observed, (_, known) => observed.IsOlderThan(known) ? known : observed);
        if (key is { } about && isNew && !isKnown(about))
            Stranger(about);
    }

    /// <summary>The custom resources are listed: who is not there is a stranger now.</summary>
    public void Listed()
    {
        _isListed = true;
        foreach (var key in _events.Keys.Where(key => key != Everybody && !isKnown(key)))
            Stranger(key);
    }

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
                all[name] = live.State.Parse();
        }

        return all;
    }

    public void Forget(ObjectName key) => _events.TryRemove(key, out _);

    private void Stranger(ObjectName key)
    {
        if (!_isListed)
            return;
        lock (_lock)
        {
            _strangers.Enqueue(key);
            if (_strangers.Count > MaxStrangers && _strangers.TryDequeue(out var oldest) && !isKnown(oldest))
                Forget(oldest);
        }
    }

    private static DateTimeOffset TimeOf(JsonObject live) =>
        Parse(live["series"]?["lastObservedTime"]) ?? Parse(live["eventTime"]) ?? Parse(live["deprecatedLastTimestamp"]) ?? Parse(live["metadata"]?["creationTimestamp"]) ?? DateTimeOffset.MinValue;

    private static DateTimeOffset? Parse(JsonNode? time) =>
        DateTimeOffset.TryParse(time?.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed) ? parsed : null;

    private sealed record Observed(DateTimeOffset Time, string ResourceVersion, CompactJson State)
    {
        public bool IsOlderThan(Observed other) => Time < other.Time || (Time == other.Time && ResourceVersions.IsSameOrOlder(ResourceVersion, other.ResourceVersion));
    }
}
