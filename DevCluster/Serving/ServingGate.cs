namespace Orkestra.DevCluster.Serving;

/// <summary>Whether requests are answered at all. Closing it cuts what is under way in memory.</summary>
internal sealed class ServingGate : IDisposable
{
    private CancellationTokenSource? _open = new();

    /// <summary>Cancelled when the gate closes; null while it is closed.</summary>
    public CancellationToken? Token => Volatile.Read(ref _open)?.Token;

    public void Open()
    {
        var fresh = new CancellationTokenSource();
        if (Interlocked.CompareExchange(ref _open, fresh, null) is not null)
            fresh.Dispose();
    }

    public async Task CloseAsync()
    {
        if (Interlocked.Exchange(ref _open, null) is not { } open)
            return;
        await open.CancelAsync().ConfigureAwait(false);
        open.Dispose();
    }

    public void Dispose() => Interlocked.Exchange(ref _open, null)?.Dispose();
}
