using Microsoft.Extensions.Logging;
using Orkestra.Grains.Identity;
using Orkestra.Grains.Interfaces.Identity;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Grains.Queueing;
using Orkestra.Grains.Storage;
using Orkestra.Grains.Timing;
using Orkestra.Grains.Watching;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Watch;

namespace Orkestra.Grains.Boxes;

/// <summary>Keeps the store of a box as the cluster is, and queues what changed. Echoes of our own writes change nothing and queue nothing.</summary>
internal sealed partial class CustomResourceWatch(KubernetesClient client, OwnerSlots slots, WorkQueue queue, DelayedKeys delayed, Departures departures, TimeProvider clock, ILogger logger)
{
    private BoxContext? _box;

    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly TaskCompletionSource _notFound = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the server answers that there is no such resource.</summary>
    public Task NotFound => _notFound.Task;

    /// <summary>Ends with the first complete listing.</summary>
    public Task Synced => _synced.Task;

    /// <summary>Why the last try to list or watch failed, or null.</summary>
    public string? LastError { get; private set; }

    /// <summary>The box as its present definition has it; set before anything runs. What is watched is the same for all of them.</summary>
    public BoxContext Box
    {
        get => Volatile.Read(ref _box) ?? throw new InvalidOperationException("the box is set before its watch runs");
        set => Volatile.Write(ref _box, value);
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var target = new WatchTarget(Box.Resource, Box.Entry.Namespace, Box.Entry.LabelSelector, Box.Entry.FieldSelector, null);
        var reflector = new Reflector(client, target, new ReflectorOptions(), clock, Random.Shared);
        var listed = new HashSet<ObjectName>();
        await foreach (var change in reflector.RunAsync(cancellationToken).ConfigureAwait(false))
        {
            switch (change)
            {
                case ReflectorEvent.ListStarted:
                    listed.Clear();
                    break;
                case ReflectorEvent.Listed item:
                    listed.Add(item.Object.Name);
                    Seen(item.Object, PassCauses.FirstListing);
                    break;
                case ReflectorEvent.ListCompleted:
                    foreach (var record in Box.Store.Records.Where(record => !listed.Contains(record.Name)).ToList())
                        Gone(record, record.Uid);
                    LastError = null;
                    Box.Store.Listed();
                    Box.Events.Listed();
                    _synced.TrySetResult();
                    break;
                case ReflectorEvent.Changed item:
                    Seen(item.Object, PassCauses.UserChange);
                    break;
                case ReflectorEvent.Deleted item:
                    if (Box.Store.Find(item.Object.Name) is { } deleted)
                        Gone(deleted, item.Object.Uid);
                    departures.Gone(item.Object);
                    break;
                case ReflectorEvent.Failed failed:
                    LastError = failed.Error.Message;
                    LogWatchFailed(Box.Resource.Plural, failed.Error.Message);
                    if (failed.Error is KubernetesApiException { IsNotFound: true })
                        _notFound.TrySetResult();
                    break;
            }
        }
    }

    /// <summary>The box stops: its custom resources are forgotten, the inventories of their children are not.</summary>
    public void Forget()
    {
        foreach (var record in Box.Store.Records.ToList())
            Gone(record, record.Uid);
    }

    private void Seen(WatchedObject live, PassCauses cause)
    {
        // Judged when it is replayed: a pass may run now, and what is known now may be gone by then.
        if (Box.Store.Find(live.Name) is { } known && known.Slot.Post(() => SeenAgain(known, live, cause)))
            return;
        var key = new CustomResourceKey(Box.Cluster, Box.Resource.Group, Box.Resource.Version, Box.Resource.Kind, live.Name.Namespace, live.Name.Name);
        slots.Post(OwnerHash.Of(key), slot =>
        {
            if (Box.Store.Find(live.Name) is { } existing)
            {
                Changed(existing, live);
                return;
            }

            var record = new CustomResourceRecord(live, slot, queue);
            slot.Listener = record;
            Box.Store.Add(record);
            Box.Changes?.Made(record.Name);
            queue.Add(live.Name, live.Deleting ? PassCauses.Deletion : cause);
        });
    }

    private void SeenAgain(CustomResourceRecord known, WatchedObject live, PassCauses cause)
    {
        if (Box.Store.Find(live.Name) == known)
            Changed(known, live);
        else
            Seen(live, cause);
    }

    private void Changed(CustomResourceRecord record, WatchedObject live)
    {
        if (string.Equals(record.Uid, live.Uid, StringComparison.Ordinal) && ResourceVersions.IsSameOrOlder(live.ResourceVersion, record.ResourceVersion))
            return;
        var (before, pause) = (record.Json, record.Pause);
        Box.Store.Update(record, live);
        // What somebody tells us about passes is no change that a gate judges.
        if (Box.Changes?.Changed(record, before) is false && pause == record.Pause && string.Equals(before.Parse().Annotation(Stamps.ResyncNow), live.Annotation(Stamps.ResyncNow), StringComparison.Ordinal))
            return;
        record.ForgetFailures();
        delayed.Remove(record.Name);
        queue.Add(record.Name, live.Deleting ? PassCauses.Deletion : PassCauses.UserChange);
    }

    private void Gone(CustomResourceRecord record, string uid) => record.Slot.Post(() =>
    {
        if (!string.Equals(record.Uid, uid, StringComparison.Ordinal) || Box.Store.Find(record.Name) != record)
            return;
        Box.Store.Remove(record.Name);
        Box.Cross.Forget(record);
        Box.Changes?.Seen(record.Name);
        Box.Events.Forget(record.Name);
        record.AsksNothing();
        Box.Contentions.Withdraw(record.Slot.Hash);
        Box.Prunes.Gone(record.Name);
        delayed.Remove(record.Name);
        // An object that went over to another box may have had its last pass there while this one still knew it.
        if (record.Slot.Listener == record)
            record.Slot.Listener = null;
        else
            record.Slot.Listener?.ChildChanged();
        slots.Release(record.Slot);
    });

    [LoggerMessage(Level = LogLevel.Warning, Message = "The watch of {Resource} failed and is tried again: {Error}")]
    private partial void LogWatchFailed(string resource, string error);
}
