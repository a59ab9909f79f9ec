using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Timing;

/// <summary>Keys that come back at a time: backoff, requeues and ends of pauses of a box, on one timer. A key waits at most once.</summary>
internal sealed class DelayedKeys : IDisposable
{
    /// <summary>No timer can be set for much longer; what is due later is looked at again then.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();
    private readonly PriorityQueue<ObjectName, DateTimeOffset> _order = new();
    private readonly Dictionary<ObjectName, DateTimeOffset> _due = [];
    private readonly TimeProvider _clock;
    private readonly Action<ObjectName> _comeBack;
    private readonly ITimer _timer;
    private bool _disposed;

    public DelayedKeys(TimeProvider clock, Action<ObjectName> comeBack)
    {
        _clock = clock;
        _comeBack = comeBack;
        _timer = clock.CreateTimer(static state => ((DelayedKeys)state!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public int Count
    {
        get
        {
            lock (_lock)
                return _due.Count;
        }
    }

    /// <summary>The key comes back after this time, or when it was to come back before, whichever is earlier.</summary>
    public void Add(ObjectName key, TimeSpan delay)
    {
        lock (_lock)
        {
            var due = Due(delay);
            if (_due.TryGetValue(key, out var earlier) && earlier <= due)
                return;
            Place(key, due);
        }
    }

    /// <summary>The key comes back after this time, whatever was to bring it back before.</summary>
    public void Set(ObjectName key, TimeSpan delay)
    {
        lock (_lock)
            Place(key, Due(delay));
    }

    /// <summary>The key need not come back: something else brought it.</summary>
    public void Remove(ObjectName key)
    {
        lock (_lock)
            _due.Remove(key);
    }

    public void Dispose()
    {
        lock (_lock)
            _disposed = true;
        _timer.Dispose();
    }

    private DateTimeOffset Due(TimeSpan delay)
    {
        var now = _clock.GetUtcNow();
        return delay < DateTimeOffset.MaxValue - now ? now + delay : DateTimeOffset.MaxValue;
    }

    private void Place(ObjectName key, DateTimeOffset due)
    {
        _due[key] = due;
        _order.Enqueue(key, due);
        if (_order.Count > 64 + (2 * _due.Count))
            Compact();
        Arm();
    }

    /// <summary>Keys that are put off again and again leave their earlier times behind.</summary>
    private void Compact()
    {
        _order.Clear();
        foreach (var (key, due) in _due)
            _order.Enqueue(key, due);
    }

    private void Tick()
    {
        List<ObjectName> back = [];
        lock (_lock)
        {
            var now = _clock.GetUtcNow();
            while (_order.TryPeek(out var key, out var due) && due <= now)
            {
                _order.Dequeue();
                // An entry whose time is not the one in the table was removed or replaced.
                if (_due.TryGetValue(key, out var current) && current == due && _due.Remove(key))
                    back.Add(key);
            }

            Arm();
        }

        foreach (var key in back)
            _comeBack(key);
    }

    private void Arm()
    {
        if (_disposed)
            return;
        if (!_order.TryPeek(out _, out var due))
            return;
        var wait = due - _clock.GetUtcNow();
        _timer.Change(wait <= TimeSpan.Zero ? TimeSpan.Zero : wait < Longest ? wait : Longest, Timeout.InfiniteTimeSpan);
    }
}
