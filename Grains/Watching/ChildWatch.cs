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

    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Owner by uid of the child: finds the inventory of a child whose owner label was changed or is gone.</summary>
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);

    private readonly Lock _lock = new();
    private CancellationTokenSource? _listening;
    private TaskCompletionSource? _relisted;
    private volatile bool _readsMore;

    public ApiResource Resource { get; } = resource;

    public bool IsSynced => _synced.Task.IsCompletedSuccessfully;

    public Task Synced => _synced.Task;

    /// <summary>Ends when it is synced, or refused: forbidden, or not served any more.</summary>
    public Task Answered => _answered.Task;

    /// <summary>Why the last try to list or watch failed, or null.</summary>
    public string? LastError { get; private set; }

    public Task RunAsync(CancellationToken cancellationToken) => Persistent.RunAsync(Resource.GroupResource, WatchAsync, clock, logger, cancellationToken);

    /// <summary>More is read of children than before: all are listed once more, also those that are known as they are. One that was never listed knows all by its first listing.</summary>
    public Task RelistAsync()
    {
        lock (_lock)
        {
            if (!IsSynced)
                return Task.CompletedTask;
            _readsMore = true;
            _relisted ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _listening?.Cancel();
            return _relisted.Task;
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            using var listening = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            lock (_lock)
                _listening = listening;
            try
            {
                await ListenAsync(listening.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (listening.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                // It is to be listed once more.
            }
            finally
            {
                lock (_lock)
                    _listening = null;
            }

            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
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
                case ReflectorEvent.ListCompleted completed:
                    foreach (var (uid, owner) in _owners.Where(pair => !listed.Contains(pair.Key)).ToList())
                        Gone(uid, owner);
                    ForgetUnseen([.. listed], completed.ResourceVersion);
                    LastError = null;
                    Listed(cancellationToken);
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
                    if (failed.Error is KubernetesApiException { StatusCode: 401 or 403 or 404 or 405 })
                        _answered.TrySetResult();
                    LogWatchFailed(Resource.Plural, failed.Error.Message);
                    break;
            }
        }
    }

    private void Listed(CancellationToken listening)
    {
        _synced.TrySetResult();
        _answered.TrySetResult();
        lock (_lock)
        {
            // A listing that was broken off is not the one that is waited for.
            if (listening.IsCancellationRequested)
                return;
            _relisted?.TrySetResult();
            _relisted = null;
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
        // Older than what is known of the name, be it of the same object or of one before it.
        if (before is not null && ResourceVersions.IsSameOrOlder(live.ResourceVersion, before.ResourceVersion))
        {
            if (_readsMore && same && string.Equals(live.ResourceVersion, before.ResourceVersion, StringComparison.Ordinal))
                slot.Set(before with { Parts = observer.PartsOf(Resource, live) });
            return;
        }

        var now = observer.Observe(Resource, live);
        // A child that no pass has looked at since the start is compared with the desired object as a whole; for the others the fingerprint is enough.
        now = same && before!.AppliedFingerprint != 0 ? now with { AppliedFingerprint = before.AppliedFingerprint } : now with { Unverified = live };
        slot.Set(now);
        if (!same || now.MattersAfter(before!))
            slot.Listener?.ChildChanged();
    }

    /// <summary>A child that a pass made and that went before any watch saw it is in an inventory only.</summary>
    private void ForgetUnseen(HashSet<string> listed, string resourceVersion)
    {
        foreach (var slot in slots.All())
        {
            if (slot.Children.Any(child => child.IsKind(Resource) && !listed.Contains(child.Uid)))
                slots.Post(slot.Hash, inventory => Forget(inventory, child => !listed.Contains(child.Uid) && ResourceVersions.IsSameOrOlder(child.ResourceVersion, resourceVersion)));
        }
    }

    private void Forget(OwnerSlot slot, Func<ChildRecord, bool> isGone)
    {
        foreach (var child in slot.Children.Where(child => child.IsKind(Resource) && isGone(child)).ToList())
        {
            slot.Remove(child);
            slot.Listener?.ChildChanged();
        }
    }

    private void Gone(string uid, string owner)
    {
        _owners.Remove(uid);
        slots.Post(owner, slot => Forget(slot, child => string.Equals(child.Uid, uid, StringComparison.Ordinal)));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The watch of {Resource} failed and is tried again: {Error}")]
    private partial void LogWatchFailed(string resource, string error);
}
