namespace Orkestra.Grains.Watching;

/// <summary>Something that concerns all custom resources of a box, at most once a second: what happens in between is one more.</summary>
internal sealed class Broadcast : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Action _send;
    private readonly ITimer _timer;
    private bool _isPausing;
    private bool _isDue;
    private bool _isDisposed;

    public Broadcast(Action send, TimeProvider clock)
    {
        _send = send;
        _timer = clock.CreateTimer(static state => ((Broadcast)state!).PauseOver(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Send()
    {
        lock (_lock)
        {
            if (_isDisposed)
                return;
            if (_isPausing)
            {
                _isDue = true;
                return;
            }

            _isPausing = true;
            _timer.Change(Pause, Timeout.InfiniteTimeSpan);
        }

        _send();
    }

    public void Dispose()
    {
        lock (_lock)
            _isDisposed = true;
        _timer.Dispose();
    }

    private void PauseOver()
    {
        lock (_lock)
        {
            _isPausing = false;
            if (!_isDue)
                return;
            _isDue = false;
        }

        Send();
    }
}
