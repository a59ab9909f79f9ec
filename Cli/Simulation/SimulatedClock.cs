namespace Orkestra.Cli.Simulation;

/// <summary>The clock of a simulation. It stands still until <see cref="MoveToNext"/>; due timers fire there, one after another, on the calling thread.</summary>
internal sealed class SimulatedClock : TimeProvider
{
    private readonly DateTimeOffset _start;
    private readonly Lock _lock = new();
    private readonly List<SimulatedTimer> _timers = [];
    private DateTimeOffset _now;
    private long _order;

    public SimulatedClock(DateTimeOffset start) => (_start, _now) = (start, start);

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    public override long GetTimestamp() => (GetUtcNow() - _start).Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulatedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves to the next instant at which a timer is due and fires all that are due then. Without one up to <paramref name="end"/> it moves there and says false.</summary>
    public bool MoveToNext(DateTimeOffset end)
    {
        DateTimeOffset instant;
        lock (_lock)
        {
            var due = _timers.Where(timer => timer.Due <= end).Select(timer => (DateTimeOffset?)timer.Due).Min();
            if (due is null)
            {
                _now = end;
                return false;
            }

            instant = due.Value > _now ? due.Value : _now;
            _now = instant;
        }

        while (TakeDue(instant) is { } timer)
            timer.Fire();
        return true;
    }

    private SimulatedTimer? TakeDue(DateTimeOffset instant)
    {
        lock (_lock)
        {
            var timer = _timers.Where(timer => timer.Due <= instant).OrderBy(timer => timer.Due).ThenBy(timer => timer.Order).FirstOrDefault();
            if (timer is null)
                return null;
            if (timer.Period is { } period)
                (timer.Due, timer.Order) = (timer.Due + period, _order++);
            else
                _timers.Remove(timer);
            return timer;
        }
    }

    private void Set(SimulatedTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
                return;
            timer.Period = period > TimeSpan.Zero ? period : null;
            timer.Due = _now + dueTime;
            timer.Order = _order++;
            _timers.Add(timer);
        }
    }

    private void Remove(SimulatedTimer timer)
    {
        lock (_lock)
            _timers.Remove(timer);
    }

    private sealed class SimulatedTimer(SimulatedClock clock, TimerCallback callback, object? state) : ITimer
    {
        private volatile bool _disposed;

        public DateTimeOffset Due { get; set; }

        public TimeSpan? Period { get; set; }

        public long Order { get; set; }

        public void Fire()
        {
            if (!_disposed)
                callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (_disposed)
                return false;
            clock.Set(this, dueTime, period);
            return true;
        }

        public void Dispose()
        {
            _disposed = true;
            clock.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
