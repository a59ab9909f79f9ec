using Orkestra.Kubernetes.Client;

namespace Orkestra.Grains.Budgets;

/// <summary>Divides the requests that the passes of a process may make between its boxes. Each box that waits has one request in its turn, so none can eat the share of another;
/// what a quiet box leaves is the others' (docs/decisions/082).</summary>
internal sealed class ApiBudget : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private readonly TimeSpan _price;
    private readonly TimeSpan _most;
    private readonly Queue<Gate> _round = new();
    private TimeSpan _credit;
    private long _counted;
    private bool _disposed;

    public ApiBudget(ApiLimit limit, TimeProvider clock)
    {
        if (limit is not { PerSecond: > 0, Burst: > 0 })
            throw new ArgumentOutOfRangeException(nameof(limit), limit, "both numbers are more than 0");
        _clock = clock;
        _price = TimeSpan.FromTicks(Math.Max(1, (long)(TimeSpan.TicksPerSecond / limit.PerSecond)));
        _credit = _most = _price * limit.Burst;
        _counted = clock.GetTimestamp();
        _timer = clock.CreateTimer(static state => ((ApiBudget)state!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Where the requests of one box wait.</summary>
    public IRequestGate GateOfBox() => new Gate(this);

    public void Dispose()
    {
        lock (_lock)
            _disposed = true;
        _timer.Dispose();
    }

    private async ValueTask WaitAsync(Gate gate, CancellationToken cancellationToken)
    {
        TaskCompletionSource turn;
        lock (_lock)
        {
            Earn();
            if (_round.Count == 0 && _credit >= _price)
            {
                _credit -= _price;
                return;
            }

            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (gate.Waiting.Count == 0)
                _round.Enqueue(gate);
            gate.Waiting.Enqueue(turn);
            Arm();
        }

        using var given = cancellationToken.Register(() => turn.TrySetCanceled(cancellationToken));
        await turn.Task.ConfigureAwait(false);
    }

    private void Tick()
    {
        lock (_lock)
        {
            Earn();
            while (_credit >= _price && _round.TryDequeue(out var gate))
            {
                var turn = gate.Waiting.Dequeue();
                if (gate.Waiting.Count > 0)
                    _round.Enqueue(gate);
                // One that nobody waits for any more costs nothing.
                if (turn.TrySetResult())
                    _credit -= _price;
            }

            Arm();
        }
    }

    private void Earn()
    {
        var now = _clock.GetTimestamp();
        var earned = _credit + _clock.GetElapsedTime(_counted, now);
        _credit = earned < _most ? earned : _most;
        _counted = now;
    }

    /// <summary>Timers of the system count whole milliseconds.</summary>
    private void Arm()
    {
        if (!_disposed && _round.Count > 0)
            _timer.Change(TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling((_price - _credit).TotalMilliseconds))), Timeout.InfiniteTimeSpan);
    }

    private sealed class Gate(ApiBudget budget) : IRequestGate
    {
        public Queue<TaskCompletionSource> Waiting { get; } = new();

        public ValueTask WaitAsync(CancellationToken cancellationToken) => budget.WaitAsync(this, cancellationToken);
    }
}
