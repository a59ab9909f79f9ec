using System.Runtime.ExceptionServices;

namespace Orkestra.Cli.Sessions;

/// <summary>Work that goes on beside a session and ends with it. Its first failure is kept and told through <see cref="Failed"/>.</summary>
internal sealed class BackgroundWork : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _failed = new();
    private readonly List<Task> _tasks = [];
    private Exception? _failure;

    /// <summary>Cancelled when some of the work failed.</summary>
    public CancellationToken Failed => _failed.Token;

    /// <summary>Starts work that runs until its token is cancelled.</summary>
    public void Start(Func<CancellationToken, Task> work) => _tasks.Add(RunAsync(work));

    /// <summary>Throws what the work failed with, if it did.</summary>
    public void ThrowIfFailed()
    {
        if (Volatile.Read(ref _failure) is { } failure)
            ExceptionDispatchInfo.Throw(failure);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_tasks).ConfigureAwait(false);
        _stop.Dispose();
        _failed.Dispose();
    }

    private async Task RunAsync(Func<CancellationToken, Task> work)
    {
        try
        {
            await work(_stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // It was told to end.
        }
        catch (Exception failure)
        {
            if (Interlocked.CompareExchange(ref _failure, failure, null) is null)
                await _failed.CancelAsync().ConfigureAwait(false);
        }
    }
}
