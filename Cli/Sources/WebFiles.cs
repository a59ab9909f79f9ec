using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Orkestra.Katalog.Loading;

namespace Orkestra.Cli.Sources;

/// <summary>Reads URLs: certificates are verified, an answer has a time limit and a size limit, and a credential goes to nobody but its host.</summary>
/// <param name="handler">Makes the connection.</param>
/// <param name="clock">Tells when the time is over.</param>
internal sealed class WebFiles(Func<HttpMessageHandler> handler, TimeProvider clock)
{
    /// <summary>How long one answer may take.</summary>
    public static TimeSpan Timeout { get; } = TimeSpan.FromSeconds(30);

    public static HttpMessageHandler CreateHandler() => new SocketsHttpHandler { MaxAutomaticRedirections = 5, ConnectTimeout = TimeSpan.FromSeconds(10), UseCookies = false };

    /// <summary>The text behind a URL.</summary>
    /// <param name="url">http or https.</param>
    /// <param name="scheme"><c>bearer</c>, <c>basic</c> or <c>github</c>; null: without a credential.</param>
    /// <param name="secret">The credential.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <exception cref="SourceNotFoundException">It cannot be read.</exception>
    public async ValueTask<SourceText> ReadAsync(string url, string? scheme, string? secret, CancellationToken ct)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
            throw new SourceNotFoundException(url, "this is no URL");
        if (secret is not null && address.Scheme is "http" && !address.IsLoopback)
            throw new SourceNotFoundException(url, "a credential is sent with https only");
        using var time = new CancellationTokenSource(Timeout, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, time.Token);
        try
        {
            using var client = new HttpClient(handler()) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
            using var request = Request(address, scheme, secret);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                throw new SourceNotFoundException(url, string.Create(CultureInfo.InvariantCulture, $"the server answered {(int)response.StatusCode} {response.ReasonPhrase}"));
            return new SourceText(url, await ReadAsync(url, response.Content, stop.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new SourceNotFoundException(url, string.Create(CultureInfo.InvariantCulture, $"there was no answer within {Timeout.TotalSeconds:0} s"), e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new SourceNotFoundException(url, (e.InnerException ?? e).Message, e);
        }
    }

    private static HttpRequestMessage Request(Uri address, string? scheme, string? secret)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("ork", null));
        if (secret is null)
            return request;
        request.Headers.Authorization = scheme is "basic"
            ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)))
            : new AuthenticationHeaderValue("Bearer", secret);
        if (scheme is "github")
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/vnd.github.raw"));
        return request;
    }

    private static async Task<string> ReadAsync(string url, HttpContent content, CancellationToken ct)
    {
        var stream = await content.ReadAsStreamAsync(ct).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
            return await BoundedSource.ReadAsync(stream, url, ct).ConfigureAwait(false);
    }
}
