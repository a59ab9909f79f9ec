namespace Orkestra.Silo.Tests.Rig;

/// <summary>A test cluster hands out HttpClients; the observer's client wants a handler.</summary>
internal sealed class HttpClientHandlerAdapter(HttpClient client) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            client.Dispose();
        base.Dispose(disposing);
    }
}
