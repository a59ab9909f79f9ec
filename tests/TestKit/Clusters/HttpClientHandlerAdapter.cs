namespace Orkestra.TestKit.Clusters;

/// <summary>A test cluster hands out HttpClients; our client wants a handler.</summary>
/// <param name="client">Disposed with the handler.</param>
public sealed class HttpClientHandlerAdapter(HttpClient client) : HttpMessageHandler
{
    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            client.Dispose();
        base.Dispose(disposing);
    }
}
