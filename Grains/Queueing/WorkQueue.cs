using System.Diagnostics;
using System.Threading.Channels;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Kubernetes.Activity;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Queueing;

/// <summary>The keys of a box that need a pass. A key is in it at most once, its causes united, in the highest lane that any of them asks for;
/// a key that is added while its pass runs comes back when that pass is done. No key is ever lost.</summary>
internal sealed class WorkQueue(TimeProvider clock, ActivityGauge? activity = null)
{
    private readonly Lock _lock = new();
    private readonly LaneQueue[] _lanes = [.. Enumerable.Range(0, Lanes.Count).Select(_ => new LaneQueue())];
    private readonly int[] _turns = new int[Lanes.Count];
    private readonly Dictionary<ObjectName, Entry> _entries = [];
    private readonly Channel<bool> _available = Channel.CreateUnbounded<bool>();
    private int _waiting;
    private int _processing;
    private long _tickets;

    /// <summary>Keys that wait for a worker.</summary>
    public int Depth => Volatile.Read(ref _waiting);

    /// <summary>Keys whose pass runs.</summary>
    public int Processing => Volatile.Read(ref _processing);

    public void Add(ObjectName key, PassCauses causes)
    {
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
            if (!entry.Processing)
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

    /// <summary>Puts the key into the lane of its causes. The token it may have in a lower lane is void, because its ticket is an old one.</summary>
    private void Enqueue(ObjectName key, Entry entry)
    {
        var lane = Lanes.Of(entry.Pending);
        if (entry.Ticket != 0)
        {
            if (lane >= entry.Lane)
                return;
        }
        else
        {
            _waiting++;
        }

        entry.Lane = lane;
        entry.Ticket = ++_tickets;
        _lanes[(int)lane].Add(key, entry.Ticket);
        _available.Writer.TryWrite(true);
    }

    private WorkItem? TakeNext()
    {
        while (NextLane() is { } lane)
        {
            var (key, ticket) = _lanes[lane].Take();
            if (!_entries.TryGetValue(key, out var entry) || entry.Ticket != ticket)
                continue;
            _turns[lane]--;
            var item = new WorkItem(key, entry.Pending, entry.Lane, clock.GetElapsedTime(entry.Since));
            entry.Pending = PassCauses.None;
            entry.Ticket = 0;
            entry.Processing = true;
            _waiting--;
            _processing++;
            return item;
        }

        return null;
    }

    /// <summary>The first lane with keys that has turns left in this round; a new round begins when none has.</summary>
    private int? NextLane()
    {
        for (var round = 0; round < 2; round++)
        {
            for (var lane = 0; lane < Lanes.Count; lane++)
            {
                if (!_lanes[lane].IsEmpty && _turns[lane] > 0)
                    return lane;
            }

            for (var lane = 0; lane < Lanes.Count; lane++)
                _turns[lane] = Lanes.Weight((Lane)lane);
        }

        return null;
    }

    private sealed class Entry
    {
        public PassCauses Pending { get; set; }

        public Lane Lane { get; set; }

        public long Ticket { get; set; }

        public long Since { get; set; }

        public bool Processing { get; set; }
    }
}
