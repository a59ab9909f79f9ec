namespace Orkestra.Kubernetes.Client;

/// <summary>An answer whose body is still coming. Disposing it ends the request.</summary>
internal sealed class ApiStream : IDisposable
{
    private readonly CancellationTokenSource _lifetime;
    private readonly CancellationTokenRegistration _caller;
    private HttpResponseMessage? _response;
    private Stream? _body;

    public ApiStream(TimeSpan timeout, TimeProvider clock, CancellationToken caller)
    {
        _lifetime = new CancellationTokenSource(timeout, clock);
        _caller = caller.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _lifetime);
    }

    /// <summary>Cancelled by the caller, by the request's timeout, or by <see cref="EndAfter"/>.</summary>
    public CancellationToken Token => _lifetime.Token;

    public HttpResponseMessage Response => _response ?? throw new InvalidOperationException("No answer yet.");

    public Stream Body => _body ?? throw new InvalidOperationException("No answer yet.");

    public void Answered(HttpResponseMessage response, Stream body)
    {
        _response = response;
        _body = body;
    }

    /// <summary>Sets a new time after which the request ends, counted from now.</summary>
    public void EndAfter(TimeSpan time) => _lifetime.CancelAfter(time);

    public void Dispose()
    {
        _caller.Dispose();
        _body?.Dispose();
        _response?.Dispose();
        _lifetime.Dispose();
    }
}
