namespace Orkestra.Benchmarks.Isolation;

/// <summary>Adds the way to a server that is somewhere else, so that waiting is measured and not cores.</summary>
internal sealed class LatencyHandler(HttpMessageHandler inner, TimeSpan latency) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Delay(latency, cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }
}
