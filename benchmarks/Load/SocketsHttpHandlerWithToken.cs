using System.Net.Http.Headers;

namespace Orkestra.Benchmarks.Load;

/// <summary>Adds the bearer token to each request.</summary>
internal sealed class SocketsHttpHandlerWithToken(HttpMessageHandler inner, string token) : DelegatingHandler(inner)
{
    private readonly AuthenticationHeaderValue _header = new("Bearer", token);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = _header;
        return base.SendAsync(request, cancellationToken);
    }
}
