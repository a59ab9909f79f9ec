namespace Orkestra.Grains.Events;

/// <summary>Events that wait to be written, and those that were. Bounded in both; says what may be written when.</summary>
internal sealed class EventBuffer(EventOptions options, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Uid, EventText Text), Waiting> _waiting = [];
    private readonly Dictionary<(string Uid, EventText Text), Written> _written = [];
    private double _tokens = options.Burst;
    private DateTimeOffset _refilled = clock.GetUtcNow();
    private long _order;

    /// <summary>Adds an event, or counts one that waits once more.</summary>
    /// <returns>False when another one was given up for it.</returns>
    public bool Add(EventSubject subject, EventText text)
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            if (_waiting.TryGetValue((subject.Uid, text), out var known))
            {
                known.Times++;
                known.Last = now;
                return true;
            }

            var isRoom = _waiting.Count < options.Buffer;
            if (!isRoom)
                _waiting.Remove(_waiting.MinBy(each => each.Value.Order).Key);
            _waiting[(subject.Uid, text)] = new Waiting(subject, ++_order) { Last = now };
            return isRoom;
        }
    }

    /// <summary>The next event that may be written now; or null, and how long until there is one (null: none waits).</summary>
    public DueEvent? Take(out TimeSpan? wait)
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            wait = null;
            Refill(now);
            foreach (var (key, waiting) in _waiting.OrderBy(each => each.Value.Order))
            {
                var written = _written.GetValueOrDefault(key);
                var due = written is null ? now : written.At + Pause(written.Writes);
                if (due > now)
                {
                    wait = wait is { } known && known < due - now ? known : due - now;
                    continue;
                }

                if (_tokens < 1)
                {
                    wait = TimeSpan.FromSeconds((1 - _tokens) / options.PerSecond);
                    return null;
                }

                _tokens--;
                _waiting.Remove(key);
                return new DueEvent(waiting.Subject, key.Text, waiting.Last, waiting.Times, written?.Name, (written?.Times ?? 0) + waiting.Times);
            }

            return null;
        }
    }

    /// <summary>The event has this name now.</summary>
    public void Wrote(DueEvent due, string name)
    {
        lock (_lock)
        {
            var key = (due.Subject.Uid, due.Text);
            var writes = _written.GetValueOrDefault(key)?.Writes ?? 0;
            _written[key] = new Written(name, due.Total, writes + 1, clock.GetUtcNow());
            if (_written.Count > options.Remembered)
                _written.Remove(_written.MinBy(each => each.Value.At).Key);
        }
    }

    /// <summary>There is no such event any more.</summary>
    public void Forget(DueEvent due)
    {
        lock (_lock)
            _written.Remove((due.Subject.Uid, due.Text));
    }

    private TimeSpan Pause(int writes)
    {
        var pause = options.Repeat.TotalSeconds * Math.Pow(2, Math.Min(writes - 1, 20));
        return TimeSpan.FromSeconds(Math.Min(pause, options.LongestRepeat.TotalSeconds));
    }

    private void Refill(DateTimeOffset now)
    {
        _tokens = Math.Min(options.Burst, _tokens + (Math.Max(0, (now - _refilled).TotalSeconds) * options.PerSecond));
        _refilled = now;
    }

    private sealed class Waiting(EventSubject subject, long order)
    {
        public EventSubject Subject => subject;

        public long Order => order;

        public int Times { get; set; } = 1;

        public DateTimeOffset Last { get; set; }
    }

    private sealed record Written(string Name, int Times, int Writes, DateTimeOffset At);
}
