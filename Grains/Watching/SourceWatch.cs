using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Orkestra.Grains.Storage;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Watch;

namespace Orkestra.Grains.Watching;

/// <summary>Watches one object that custom resources copy from and that is no child of theirs. Whoever asked for it is told of every change.</summary>
internal sealed partial class SourceWatch(ApiResource resource, ObjectName name, KubernetesClient client, OwnerSlots slots, TimeProvider clock, ILogger logger)
{
    private ImmutableHashSet<string> _askers = ImmutableHashSet.Create<string>(StringComparer.Ordinal);
    private WatchedObject? _live;
    private volatile bool _isKnown;

    /// <summary>Why the last try to list or watch failed, or null.</summary>
    public string? LastError { get; private set; }

    /// <summary>Registers the custom resource first and answers then, so that no change falls between.</summary>
    /// <returns>Whether it is known, and the object, or null when there is none.</returns>
    public (bool IsKnown, JsonObject? Live) Ask(string ownerHash)
    {
        ImmutableInterlocked.Update(ref _askers, static (askers, hash) => askers.Add(hash), ownerHash);
        var isKnown = _isKnown;
        return (isKnown, Volatile.Read(ref _live)?.Parse());
    }

    public Task RunAsync(CancellationToken cancellationToken) => Persistent.RunAsync($"{resource.GroupResource} {name}", WatchAsync, clock, logger, cancellationToken);

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        var reflector = new Reflector(client, new WatchTarget(resource, name.Namespace, null, $"metadata.name={name.Name}", null), new ReflectorOptions(), clock, Random.Shared);
        WatchedObject? listed = null;
        await foreach (var change in reflector.RunAsync(cancellationToken).ConfigureAwait(false))
        {
            switch (change)
            {
                case ReflectorEvent.ListStarted:
                    listed = null;
                    break;
                case ReflectorEvent.Listed item:
                    listed = item.Object;
                    break;
                case ReflectorEvent.ListCompleted:
                    LastError = null;
                    Set(listed);
                    break;
                case ReflectorEvent.Changed item:
                    Set(item.Object);
                    break;
                case ReflectorEvent.Deleted:
                    Set(null);
                    break;
                case ReflectorEvent.Failed failed:
                    LastError = failed.Error.Message;
                    LogWatchFailed(resource.Plural, name.ToString(), failed.Error.Message);
                    break;
            }
        }
    }

    private void Set(WatchedObject? live)
    {
        var same = _isKnown && string.Equals(live?.ResourceVersion, _live?.ResourceVersion, StringComparison.Ordinal);
        Volatile.Write(ref _live, live);
        _isKnown = true;
        if (same)
            return;
        foreach (var asker in Volatile.Read(ref _askers))
            slots.Post(asker, static slot => slot.Listener?.ChildChanged());
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The watch of {Resource} {Name} failed and is tried again: {Error}")]
    private partial void LogWatchFailed(string resource, string name, string error);
}
