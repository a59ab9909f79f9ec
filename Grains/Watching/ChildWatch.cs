using Microsoft.Extensions.Logging;
using Orkestra.Grains.Identity;
using Orkestra.Grains.Storage;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Watch;

namespace Orkestra.Grains.Watching;

/// <summary>Watches one child kind for all boxes of this process and keeps every owner's inventory of it. Routing never waits, so a slow box cannot hold the stream up.</summary>
internal sealed partial class ChildWatch(ApiResource resource, KubernetesClient client, OwnerSlots slots, ChildObserver observer, TimeProvider clock, ILogger logger)
{
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Owner by uid of the child: finds the inventory of a child whose owner label was changed or is gone.</summary>
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);

    public ApiResource Resource { get; } = resource;

    public bool IsSynced => _synced.Task.IsCompletedSuccessfully;

    public Task Synced => _synced.Task;

    /// <summary>Why the last try to list or watch failed, or null.</summary>
    public string? LastError { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var reflector = new Reflector(client, new WatchTarget(Resource, null, Stamps.ManagedSelector, null, Stamps.FieldManager), new ReflectorOptions(), clock, Random.Shared);
        var listed = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var change in reflector.RunAsync(cancellationToken).ConfigureAwait(false))
        {
            switch (change)
            {
                case ReflectorEvent.ListStarted:
                    listed.Clear();
                    break;
                case ReflectorEvent.Listed item:
                    listed.Add(item.Object.Uid);
                    Seen(item.Object);
                    break;
                case ReflectorEvent.ListCompleted:
                    foreach (var (uid, owner) in _owners.Where(pair => !listed.Contains(pair.Key)).ToList())
                        Gone(uid, owner);
                    LastError = null;
                    _synced.TrySetResult();
                    break;
                case ReflectorEvent.Changed item:
                    Seen(item.Object);
                    break;
                case ReflectorEvent.Deleted item:
                    if (_owners.TryGetValue(item.Object.Uid, out var ownerOfDeleted))
                        Gone(item.Object.Uid, ownerOfDeleted);
                    break;
                case ReflectorEvent.Failed failed:
                    LastError = failed.Error.Message;
                    LogWatchFailed(Resource.Plural, failed.Error.Message);
                    break;
            }
        }
    }

    private void Seen(WatchedObject live)
    {
        var owner = live.Label(Stamps.Owner) ?? "";
        if (_owners.TryGetValue(live.Uid, out var before) && !string.Equals(before, owner, StringComparison.Ordinal))
            Gone(live.Uid, before);
        if (owner.Length == 0)
            return;
        _owners[live.Uid] = owner;
        slots.Post(owner, slot => Changed(slot, live));
    }

    private void Changed(OwnerSlot slot, WatchedObject live)
    {
        var before = slot.Find(Resource, live.Name);
        var same = before is not null && string.Equals(before.Uid, live.Uid, StringComparison.Ordinal);
        if (same && ResourceVersions.IsSameOrOlder(live.ResourceVersion, before!.ResourceVersion))
            return;
        var now = observer.Observe(Resource, live);
        // A child that no pass has looked at since the start is compared with the desired object as a whole; for the others the fingerprint is enough.
        now = same && before!.AppliedFingerprint != 0 ? now with { AppliedFingerprint = before.AppliedFingerprint } : now with { Unverified = live };
        slot.Set(now);
        if (!same || now.MattersAfter(before!))
            slot.Listener?.ChildChanged();
    }

    private void Gone(string uid, string owner)
    {
        _owners.Remove(uid);
        slots.Post(owner, slot =>
        {
            var known = slot.Children.FirstOrDefault(child => child.IsKind(Resource) && string.Equals(child.Uid, uid, StringComparison.Ordinal));
            if (known is null)
                return;
            slot.Remove(known);
            slot.Listener?.ChildChanged();
        });
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The watch of {Resource} failed and is tried again: {Error}")]
    private partial void LogWatchFailed(string resource, string error);
}
