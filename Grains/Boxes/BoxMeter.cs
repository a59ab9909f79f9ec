using Orkestra.Katalog.Model;

namespace Orkestra.Grains.Boxes;

/// <summary>Measures what the workers of a box do, from one sample to the next.</summary>
internal sealed class BoxMeter
{
    private const int MostDurations = 512;

    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly List<double> _durations = [];
    private int _busy;
    private TimeSpan _worked;
    private long _changed;
    private long _sampled;
    private int _passes;
    private int _failures;

    public BoxMeter(TimeProvider clock)
    {
        _clock = clock;
        _sampled = _changed = clock.GetTimestamp();
    }

    public void Began()
    {
        lock (_lock)
        {
            Count();
            _busy++;
        }
    }

    public void Ended(TimeSpan duration, bool failed)
    {
        lock (_lock)
        {
            Count();
            _busy--;
            _passes++;
            _failures += failed ? 1 : 0;
            // Of very many the newest ones stand for all.
            if (_durations.Count == MostDurations)
                _durations[_passes % MostDurations] = duration.TotalMilliseconds;
            else
                _durations.Add(duration.TotalMilliseconds);
        }
    }

    /// <summary>The figures since the last sample.</summary>
    public BoxFigures Sample(int workers, int queueDepth)
    {
        lock (_lock)
        {
            Count();
            var time = _clock.GetElapsedTime(_sampled, _changed);
            var busy = time > TimeSpan.Zero ? (int)Math.Round(100 * _worked.TotalSeconds / (time.TotalSeconds * Math.Max(1, workers))) : 0;
            var figures = new BoxFigures(Math.Clamp(busy, 0, 100), queueDepth, P95(), _passes == 0 ? 0 : 100 * _failures / _passes);
            (_sampled, _worked, _passes, _failures) = (_changed, TimeSpan.Zero, 0, 0);
            _durations.Clear();
            return figures;
        }
    }

    private void Count()
    {
        var now = _clock.GetTimestamp();
        _worked += _clock.GetElapsedTime(_changed, now) * _busy;
        _changed = now;
    }

    private double P95()
    {
        if (_durations.Count == 0)
            return 0;
        _durations.Sort();
        return Math.Round(_durations[(int)Math.Ceiling(0.95 * _durations.Count) - 1], 3);
    }
}
