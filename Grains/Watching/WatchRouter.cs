using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Orkestra.Grains.Boxes;
using Orkestra.Grains.Identity;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Grains.Queueing;
using Orkestra.Grains.Storage;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Observation;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Watching;

/// <summary>Brings the events of one <c>watch</c> to the custom resources that they are about: <c>keyFrom</c>, else the owner, else all (docs/decisions/093).
/// With <c>keyFrom</c> an event that names no custom resource wakes none.</summary>
internal sealed class WatchRouter : IObjectListener, IDisposable
{
    private readonly BoxContext _box;
    private readonly ObjectWatch _watch;
    private readonly WorkQueue _queue;
    private readonly OwnerSlots _slots;
    private readonly Task _boxSynced;
    private readonly TimeProvider _clock;
    private readonly Broadcast _broadcast;
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="box">Whose custom resources are woken.</param>
    /// <param name="watch">What is declared.</param>
    /// <param name="queue">Where they go.</param>
    /// <param name="slots">Tell what is an echo of our own writes.</param>
    /// <param name="boxSynced">Ends when the custom resources are listed: those wait for their first pass anyway.</param>
    /// <param name="clock">The clock.</param>
    public WatchRouter(BoxContext box, ObjectWatch watch, WorkQueue queue, OwnerSlots slots, Task boxSynced, TimeProvider clock)
    {
        (_box, _watch, _queue, _slots, _boxSynced, _clock) = (box, watch, queue, slots, boxSynced, clock);
        _broadcast = new Broadcast(WakeAll, clock);
    }

    public bool ReadsWhatWent => _watch.ReadsWhatWent;

    /// <summary>Ends when what is there is known, or cannot be known yet.</summary>
    public Task Answered => _answered.Task;

    /// <summary>Listens while the type is served. A server that cannot be asked about it is asked again, and holds nothing up.</summary>
    public Task RunAsync(BoxServices services, ILogger logger, CancellationToken cancellationToken) =>
        Persistent.RunAsync($"{_watch.ApiVersion} {_watch.Kind} for {_box.Entry.Name}", token => ListenAsync(services, token), _clock, logger, cancellationToken);

    private async Task ListenAsync(BoxServices services, CancellationToken cancellationToken)
    {
        var type = GroupVersionKind.Parse(_watch.ApiVersion, _watch.Kind);
        var availability = new CrdAvailability(new ApiTypes(type.Group, type.Version, type.Kind, ""), services.Definitions, services.Client, services.Clock);
        try
        {
            while (true)
            {
                var resource = await availability.WaitUntilServedAsync(Failed, cancellationToken).ConfigureAwait(false);
                using (services.Streams.Listen(resource, resource.Namespaced ? _watch.Namespace : null, _watch.ObjectName, this))
                    await availability.WaitUntilGoneAsync(Task.Delay(Timeout.InfiniteTimeSpan, _clock, cancellationToken), cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            Failed("");
        }
    }

    public void Found(ApiResource resource, JsonObject live)
    {
        if (_watch.EventName is not null && _watch.Counts(null, live, _clock.GetUtcNow()))
            Remember(Keys(null, live), live);
    }

    /// <summary>Between the first passes and a late listing an event may have been missed.</summary>
    public void Listed()
    {
        if (!_answered.TrySetResult() && _boxSynced.IsCompleted)
            _broadcast.Send();
    }

    public void Failed(string error) => _answered.TrySetResult();

    public void Happened(ApiResource resource, JsonObject? before, JsonObject? now)
    {
        if (IsEcho(resource, now) || !_watch.Counts(before, now, _clock.GetUtcNow()))
            return;
        var keys = Keys(before, now);
        if (_watch.EventName is not null)
            Remember(keys, now);
        if (keys is null)
        {
            _broadcast.Send();
            return;
        }

        foreach (var key in keys)
        {
            if (_box.Store.Find(key) is not null)
                _queue.Add(key, PassCauses.ChildChange);
        }
    }

    public void Dispose() => _broadcast.Dispose();

    /// <summary>Our own write of a child of this process: its pass knows.</summary>
    private bool IsEcho(ApiResource resource, JsonObject? now)
    {
        if (now?.Label(Stamps.Owner) is not { Length: > 0 } owner || _slots.Find(owner)?.Find(resource, now.ObjectName) is not { } child)
            return false;
        return ResourceVersions.IsSameOrOlder(now.ResourceVersion, child.ResourceVersion);
    }

    /// <returns>Null: all custom resources.</returns>
    private HashSet<ObjectName>? Keys(JsonObject? before, JsonObject? now)
    {
        var keys = new HashSet<ObjectName>();
        foreach (var state in new[] { before, now })
        {
            if (state is null)
                continue;
            if (_watch.KeyFrom is { } from)
                AddNamed(keys, from, state);
            else
                AddOwners(keys, state);
        }

        return keys.Count == 0 && _watch.KeyFrom is null ? null : keys;
    }

    private void AddNamed(HashSet<ObjectName> keys, KeyFrom from, JsonObject state)
    {
        var name = from.Name ?? (from.Label is { } label ? state.Label(label) : null);
        if (!string.IsNullOrEmpty(name))
            keys.Add(new ObjectName(_box.Resource.Namespaced ? from.Namespace ?? state.Namespace : null, name));
    }

    private void AddOwners(HashSet<ObjectName> keys, JsonObject state)
    {
        foreach (var owner in state.OwnerReferences)
        {
            if (string.Equals(owner.Kind, _box.Resource.Kind, StringComparison.Ordinal) && string.Equals(GroupVersionKind.Parse(owner.ApiVersion, owner.Kind).Group, _box.Resource.Group, StringComparison.Ordinal))
                keys.Add(new ObjectName(_box.Resource.Namespaced ? state.Namespace : null, owner.Name));
        }
    }

    private void Remember(HashSet<ObjectName>? keys, JsonObject? live)
    {
        if (live is null || _watch.EventName is not { } name)
            return;
        if (keys is null)
            _box.Events.Set(null, name, live);
        foreach (var key in keys ?? [])
            _box.Events.Set(key, name, live);
    }

    private void WakeAll()
    {
        foreach (var record in _box.Store.Records)
            _queue.Add(record.Name, PassCauses.Resync);
    }
}
