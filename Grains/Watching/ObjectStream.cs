using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Orkestra.Grains.Storage;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Watch;

namespace Orkestra.Grains.Watching;

/// <summary>One watch of objects that are no children, for all boxes that ask for it. It remembers the metadata of each object, and the whole only where somebody asks what went.
/// Events that a cut watch missed are found by the next listing. Every listener is told of every object that is there, whenever it came.</summary>
internal sealed partial class ObjectStream(ApiResource resource, string? ns, string? name, bool keepsWhole, KubernetesClient client, TimeProvider clock, ILogger logger)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ObjectName, (string Uid, string ResourceVersion, CompactJson State)> _known = [];
    private readonly HashSet<ObjectName> _listed = [];
    private ImmutableArray<IObjectListener> _listeners = [];
    private bool _isListed;

    /// <summary>Why the last try to list or watch failed, or null.</summary>
    public string? LastError { get; private set; }

    /// <summary>Nobody listens.</summary>
    public bool IsUnused => _listeners.IsEmpty;

    /// <summary>From now on the listener is told, of what is there first.</summary>
    public void Add(IObjectListener listener)
    {
        lock (_lock)
        {
            _listeners = _listeners.Add(listener);
            foreach (var known in _known.Values)
                listener.Found(resource, known.State.Parse());
            if (_isListed)
                listener.Listed();
        }
    }

    public void Remove(IObjectListener listener)
    {
        lock (_lock)
            _listeners = _listeners.Remove(listener);
    }

    public Task RunAsync(CancellationToken cancellationToken) => Persistent.RunAsync($"{resource.GroupResource} {ns}/{name}", WatchAsync, clock, logger, cancellationToken);

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        var target = new WatchTarget(resource, ns, null, name is null ? null : $"metadata.name={name}", null);
        var reflector = new Reflector(client, target, new ReflectorOptions(), clock, Random.Shared);
        await foreach (var change in reflector.RunAsync(cancellationToken).ConfigureAwait(false))
            Take(change);
    }

    internal void Take(ReflectorEvent change)
    {
        lock (_lock)
            Know(change);
    }

    private void Know(ReflectorEvent change)
    {
        switch (change)
        {
            case ReflectorEvent.ListStarted:
                _listed.Clear();
                break;
            case ReflectorEvent.Listed item:
                _listed.Add(item.Object.Name);
                Seen(item.Object);
                break;
            case ReflectorEvent.ListCompleted:
                foreach (var gone in _known.Keys.Where(known => !_listed.Contains(known)).ToList())
                    Gone(gone);
                LastError = null;
                if (_isListed)
                    break;
                _isListed = true;
                foreach (var listener in _listeners)
                    listener.Listed();
                break;
            case ReflectorEvent.Changed item:
                Seen(item.Object);
                break;
            case ReflectorEvent.Deleted item:
                Gone(item.Object.Name);
                break;
            case ReflectorEvent.Failed failed:
                LastError = failed.Error.Message;
                LogWatchFailed(resource.Plural, failed.Error.Message);
                foreach (var listener in _listeners)
                    listener.Failed(failed.Error.Message);
                break;
        }
    }

    private void Seen(WatchedObject live)
    {
        var isKnown = _known.TryGetValue(live.Name, out var known);
        if (isKnown && string.Equals(known.ResourceVersion, live.ResourceVersion, StringComparison.Ordinal))
            return;
        var now = live.Parse();
        if (isKnown && !string.Equals(known.Uid, live.Uid, StringComparison.Ordinal))
        {
            Gone(live.Name);
            isKnown = false;
        }

        var before = isKnown ? known.State.Parse() : null;
        _known[live.Name] = (live.Uid, live.ResourceVersion, CompactJson.From(JsonSerializer.SerializeToUtf8Bytes(keepsWhole ? now : MetadataOf(now))));
        foreach (var listener in _listeners)
        {
            if (_isListed)
                listener.Happened(resource, before, now);
            else
                listener.Found(resource, now);
        }
    }

    private void Gone(ObjectName gone)
    {
        if (!_known.Remove(gone, out var known))
            return;
        var before = known.State.Parse();
        foreach (var listener in _listeners)
            listener.Happened(resource, before, null);
    }

    /// <summary>What names an object and its owners, and all that sentinels compare.</summary>
    private static JsonObject MetadataOf(JsonObject live) =>
        new() { ["apiVersion"] = live["apiVersion"]?.DeepClone(), ["kind"] = live["kind"]?.DeepClone(), ["metadata"] = live["metadata"]?.DeepClone() };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The watch of {Resource} failed and is tried again: {Error}")]
    private partial void LogWatchFailed(string resource, string error);
}
