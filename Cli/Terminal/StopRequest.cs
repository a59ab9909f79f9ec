namespace Orkestra.Cli.Terminal;

/// <summary>Asks a command to end in good order. The first reason counts.</summary>
internal sealed class StopRequest : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private int _reason;

    /// <summary>Cancelled when the command is to end.</summary>
    public CancellationToken Token => _source.Token;

    public StopReason Reason => (StopReason)Volatile.Read(ref _reason);

    /// <summary>False when it was asked before.</summary>
    public bool Ask(StopReason reason)
    {
        if (Interlocked.CompareExchange(ref _reason, (int)reason, (int)StopReason.None) != (int)StopReason.None)
            return false;
        _source.Cancel();
        return true;
    }

    public void Dispose() => _source.Dispose();
}
