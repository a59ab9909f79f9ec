using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Timing;

/// <summary>Keys that come back at a time: backoff and requeues of a box, on one timer. A key waits at most once; the earlier time wins.</summary>
internal sealed class DelayedKeys : IDisposable
{
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

    public void Add(ObjectName key, TimeSpan delay)
    {
        lock (_lock)
        {
            var due = _clock.GetUtcNow() + delay;
            if (_due.TryGetValue(key, out var earlier) && earlier <= due)
                return;
            _due[key] = due;
            _order.Enqueue(key, due);
            Arm();
        }
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

    private void Tick()
    {
        List<ObjectName> back = [];
        lock (_lock)
        {
            var now = _clock.GetUtcNow();
            while (_order.TryPeek(out var key, out var due) && due <= now)
            {
                _order.Dequeue();
                // An entry whose time is not the one in the table was removed or replaced by an earlier one.
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
        _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
