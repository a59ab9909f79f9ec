namespace Orkestra.Grains.Boxes;

/// <summary>As many workers as are wanted. One that leaves finishes its pass first; the fault of one ends all.</summary>
internal sealed class Crew(Func<CancellationToken, CancellationToken, Task> work)
{
    private readonly Lock _lock = new();
    private readonly List<CancellationTokenSource> _staying = [];
    private readonly List<Task> _runs = [];
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationToken? _stop;

    /// <summary>Works until <paramref name="stop"/>, or until a worker fails.</summary>
    public async Task RunAsync(int count, CancellationToken stop)
    {
        using var stopping = stop.Register(() => _over.TrySetCanceled(stop));
        lock (_lock)
            _stop = stop;
        Resize(count);
        try
        {
            await _over.Task.ConfigureAwait(false);
        }
        finally
        {
            await Task.WhenAll(Disband()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Nobody takes a further key. Ends when the passes that run have ended.</summary>
    public Task LeaveAsync() => Task.WhenAll(Disband());

    public void Resize(int count)
    {
        lock (_lock)
        {
            if (_stop is not { IsCancellationRequested: false } stop)
                return;
            while (_staying.Count < count)
            {
                var leave = CancellationTokenSource.CreateLinkedTokenSource(stop);
                _staying.Add(leave);
                _runs.RemoveAll(static run => run.IsCompleted);
                _runs.Add(Task.Run(() => WorkAsync(leave, stop), CancellationToken.None));
            }

            while (_staying.Count > count)
            {
                _staying[^1].Cancel();
                _staying.RemoveAt(_staying.Count - 1);
            }
        }
    }

    private List<Task> Disband()
    {
        lock (_lock)
        {
            _stop = null;
            foreach (var leave in _staying)
                leave.Cancel();
            _staying.Clear();
            return [.. _runs];
        }
    }

    private async Task WorkAsync(CancellationTokenSource leave, CancellationToken stop)
    {
        try
        {
            await work(leave.Token, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (leave.IsCancellationRequested)
        {
            // It was told to go.
        }
        catch (Exception fault)
        {
            _over.TrySetException(fault);
        }
        finally
        {
            lock (_lock)
            {
                _staying.Remove(leave);
                leave.Dispose();
            }
        }
    }
}
