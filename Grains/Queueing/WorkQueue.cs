using System.Diagnostics;
using System.Threading.Channels;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Kubernetes.Activity;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Queueing;

/// <summary>The keys of a box that need a pass. A key is in it at most once, its causes united, in the highest lane that any of them asks for;
/// a key that is added while its pass runs comes back when that pass is done. Where a depth limit defers a key it waits beside the queue and comes in when
/// the depth has fallen; deletions and changes by users never wait there. No key is ever lost.</summary>
internal sealed class WorkQueue(TimeProvider clock, ActivityGauge? activity = null, Func<string, int>? weightOf = null)
{
    private readonly Lock _lock = new();
    private readonly LaneSet _lanes = new(weightOf ?? (static _ => 1));
    private readonly LaneSet _beside = new(weightOf ?? (static _ => 1));
    private readonly Dictionary<ObjectName, Entry> _entries = [];
    private readonly Channel<bool> _available = Channel.CreateUnbounded<bool>();
    private IDepthLimit? _limit;
    private int _waiting;
    private int _deferred;
    private int _processing;
    private long _tickets;

    /// <summary>Keys that wait for a worker.</summary>
    public int Depth => Volatile.Read(ref _waiting);

    /// <summary>Keys that wait beside the queue until it is less deep.</summary>
    public int Deferred => Volatile.Read(ref _deferred);

    /// <summary>Keys whose pass runs.</summary>
    public int Processing => Volatile.Read(ref _processing);

    /// <summary>Which keys are deferred; null: none is.</summary>
    public IDepthLimit? Limit
    {
        get => Volatile.Read(ref _limit);
        set
        {
            lock (_lock)
            {
                Volatile.Write(ref _limit, value);
                Admit();
            }
        }
    }

    public void Add(ObjectName key, PassCauses causes)
    {
        // Asked before the lock is taken, because conditions look into the custom resource.
        var defers = IsDeferrable(causes) && Limit is { } limit && limit.Defers(key, Depth);
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var entry))
            {
                _entries[key] = entry = new Entry();
                activity?.Begin();
            }

            if (entry.Pending == PassCauses.None)
                entry.Since = clock.GetTimestamp();
            entry.Pending |= causes;
            if (entry.Processing)
                return;
            // The depth may have fallen meanwhile: what waits beside a queue needs one in it that calls it in.
            if (defers && entry.Ticket == 0 && _limit is { } now && _waiting >= now.Ceiling)
                entry.IsBeside = true;
            Enqueue(key, entry);
        }
    }

    /// <summary>The next key, when there is one. Its pass is running until <see cref="Done"/>.</summary>
    public async ValueTask<WorkItem> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _available.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            lock (_lock)
            {
                if (TakeNext() is { } item)
                    return item;
            }
        }
    }

    /// <summary>The pass of this key ended.</summary>
    public void Done(ObjectName key)
    {
        lock (_lock)
        {
            var entry = _entries[key];
            Debug.Assert(entry.Processing, "a key is done only once");
            entry.Processing = false;
            _processing--;
            if (entry.Pending != PassCauses.None)
            {
                Enqueue(key, entry);
                return;
            }

            _entries.Remove(key);
            activity?.End();
        }
    }

    private static bool IsDeferrable(PassCauses causes) => Lanes.Of(causes) is not (Lane.Deletion or Lane.UserChange);

    /// <summary>Puts the key into the lane of its causes. The token it may have elsewhere is void, because its ticket is an old one.</summary>
    private void Enqueue(ObjectName key, Entry entry)
    {
        var lane = Lanes.Of(entry.Pending);
        var wasWaiting = entry.Ticket != 0;
        var comesIn = wasWaiting && entry.IsBeside && !IsDeferrable(entry.Pending);
        if (wasWaiting && lane >= entry.Lane && !comesIn)
            return;
        entry.Lane = lane;
        entry.Ticket = ++_tickets;
        if (comesIn)
        {
            entry.IsBeside = false;
            _deferred--;
        }

        if (entry.IsBeside)
        {
            _beside.Add(key, lane, entry.Ticket);
            _deferred += wasWaiting ? 0 : 1;
            return;
        }

        _waiting += wasWaiting && !comesIn ? 0 : 1;
        _lanes.Add(key, lane, entry.Ticket);
        _available.Writer.TryWrite(true);
    }

    private WorkItem? TakeNext()
    {
        if (_lanes.Take(Holds) is not { } key)
            return null;
        var entry = _entries[key];
        var item = new WorkItem(key, entry.Pending, entry.Lane, clock.GetElapsedTime(entry.Since));
        entry.Pending = PassCauses.None;
        entry.Ticket = 0;
        entry.Processing = true;
        _waiting--;
        _processing++;
        Admit();
        return item;
    }

    /// <summary>Calls in what waits beside, as far as the limit lets it.</summary>
    private void Admit()
    {
        while (_deferred > 0 && (_limit is null || _waiting < _limit.Ceiling) && _beside.Take(Holds) is { } key)
        {
            var entry = _entries[key];
            entry.IsBeside = false;
            entry.Ticket = 0;
            _deferred--;
            Enqueue(key, entry);
        }
    }

    private bool Holds(ObjectName key, long ticket) => _entries.TryGetValue(key, out var entry) && entry.Ticket == ticket;

    private sealed class Entry
    {
        public PassCauses Pending { get; set; }

        public Lane Lane { get; set; }

        /// <summary>Of its token, in a lane or beside; 0 while it waits nowhere.</summary>
        public long Ticket { get; set; }

        public long Since { get; set; }

        public bool Processing { get; set; }

        public bool IsBeside { get; set; }
    }
}
