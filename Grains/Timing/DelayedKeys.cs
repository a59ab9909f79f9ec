using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Timing;

/// <summary>Keys that come back at a time: backoff, requeues and ends of pauses of a box, on one timer. A key waits at most once. A delay is a delay whatever the clock is set to
/// meanwhile; what waits for a time of day comes back when the clock was set, to be reckoned anew.</summary>
internal sealed class DelayedKeys : IDisposable
{
    /// <summary>No timer can be set for much longer; what is due later is looked at again then.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>How late it is seen that the clock was set, while something waits for a time of day.</summary>
    private static readonly TimeSpan LongestUntilTime = TimeSpan.FromMinutes(1);

    /// <summary>A clock that is slewed moves by less.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly PriorityQueue<ObjectName, TimeSpan> _order = new();
    private readonly Dictionary<ObjectName, TimeSpan> _due = [];
    private readonly HashSet<ObjectName> _untilTime = [];
    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly Action<ObjectName> _comeBack;
    private readonly ITimer _timer;
    private DateTimeOffset _startOfDay;
    private bool _disposed;

    public DelayedKeys(TimeProvider clock, Action<ObjectName> comeBack)
    {
        _clock = clock;
        _start = clock.GetTimestamp();
        _startOfDay = clock.GetUtcNow();
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
            Place(key, due, untilTime: false);
        }
    }

    /// <summary>The key comes back after this time, whatever was to bring it back before.</summary>
    /// <param name="key">The key.</param>
    /// <param name="delay">How long.</param>
    /// <param name="untilTime">The delay is the rest until a time of day: it comes back earlier if the clock is set meanwhile.</param>
    public void Set(ObjectName key, TimeSpan delay, bool untilTime = false)
    {
        lock (_lock)
            Place(key, Due(delay), untilTime);
    }

    public bool Contains(ObjectName key)
    {
        lock (_lock)
            return _due.ContainsKey(key);
    }

    /// <summary>The key need not come back: something else brought it.</summary>
    public void Remove(ObjectName key)
    {
        lock (_lock)
            Forget(key);
    }

    public void Dispose()
    {
        lock (_lock)
            _disposed = true;
        _timer.Dispose();
    }

    private TimeSpan Now => _clock.GetElapsedTime(_start);

    private TimeSpan Due(TimeSpan delay)
    {
        var now = Now;
        return delay < TimeSpan.MaxValue - now ? now + delay : TimeSpan.MaxValue;
    }

    private bool Forget(ObjectName key)
    {
        _untilTime.Remove(key);
        return _due.Remove(key);
    }

    private void Place(ObjectName key, TimeSpan due, bool untilTime)
    {
        _due[key] = due;
        if (untilTime)
            _untilTime.Add(key);
        else
            _untilTime.Remove(key);
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
            var now = Now;
            if (WasClockSet(now))
            {
                back.AddRange(_untilTime);
                back.ForEach(key => Forget(key));
            }

            while (_order.TryPeek(out var key, out var due) && due <= now)
            {
                _order.Dequeue();
                // An entry whose time is not the one in the table was removed or replaced.
                if (_due.TryGetValue(key, out var current) && current == due && Forget(key))
                    back.Add(key);
            }

            Arm();
        }

        foreach (var key in back)
            _comeBack(key);
    }

    private bool WasClockSet(TimeSpan now)
    {
        var startOfDay = _clock.GetUtcNow() - now;
        if ((startOfDay - _startOfDay).Duration() < Step)
            return false;
        _startOfDay = startOfDay;
        return true;
    }

    private void Arm()
    {
        if (_disposed)
            return;
        if (!_order.TryPeek(out _, out var due))
            return;
        var wait = due - Now;
        var longest = _untilTime.Count > 0 ? LongestUntilTime : Longest;
        _timer.Change(wait <= TimeSpan.Zero ? TimeSpan.Zero : wait < longest ? wait : longest, Timeout.InfiniteTimeSpan);
    }
}
