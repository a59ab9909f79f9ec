namespace Orkestra.Kubernetes.Activity;

/// <summary>
/// Counts what is underway between the parts of one process that share it: events on their way, keys that wait for a pass, controllers that act.
/// Whoever hands work on counts the new part before it ends its own, so zero means that nothing happens until the clock moves or somebody acts.
/// Simulations move their clock at zero; everything else runs without a gauge.
/// </summary>
public sealed class ActivityGauge
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _idle;
    private long _underway;

    /// <summary>How much is underway.</summary>
    public long Underway
    {
        get
        {
            lock (_lock)
                return _underway;
        }
    }

    /// <summary>Something begins. It ends with one <see cref="End"/>.</summary>
    public void Begin()
    {
        lock (_lock)
            _underway++;
    }

    /// <summary>Something that began is over.</summary>
    public void End()
    {
        TaskCompletionSource? idle = null;
        lock (_lock)
        {
            if (--_underway == 0)
                (idle, _idle) = (_idle, null);
        }

        idle?.SetResult();
    }

    /// <summary>Ends when nothing is underway.</summary>
    public Task WhenIdleAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_underway == 0)
                return Task.CompletedTask;
            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task.WaitAsync(cancellationToken);
        }
    }
}
