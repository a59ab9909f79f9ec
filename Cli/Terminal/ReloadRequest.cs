namespace Orkestra.Cli.Terminal;

/// <summary>Asks a command that runs to read its definitions again.</summary>
internal sealed class ReloadRequest
{
    private Action? _listener;

    /// <returns>False: nobody listens.</returns>
    public bool Ask()
    {
        var listener = Volatile.Read(ref _listener);
        listener?.Invoke();
        return listener is not null;
    }

    /// <summary>Is told of each request until disposed. One command listens at a time.</summary>
    public IDisposable Listen(Action listener)
    {
        Volatile.Write(ref _listener, listener);
        return new Subscription(this);
    }

    private sealed class Subscription(ReloadRequest request) : IDisposable
    {
        public void Dispose() => Volatile.Write(ref request._listener, null);
    }
}
