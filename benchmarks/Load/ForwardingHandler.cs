namespace Orkestra.Benchmarks.Load;

/// <summary>A test cluster hands out HttpClients; our client wants a handler.</summary>
internal sealed class ForwardingHandler(HttpClient client) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
}
