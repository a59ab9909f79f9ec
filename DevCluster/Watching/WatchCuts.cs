namespace Orkestra.DevCluster.Watching;

/// <summary>Ends all watches that are running, as often as wanted.</summary>
internal sealed class WatchCuts : IDisposable
{
    private CancellationTokenSource _current = new();

    public CancellationToken Token => Volatile.Read(ref _current).Token;

    public async Task CutAsync()
    {
        using var ended = Interlocked.Exchange(ref _current, new CancellationTokenSource());
        await ended.CancelAsync().ConfigureAwait(false);
    }

    public void Dispose() => _current.Dispose();
}
