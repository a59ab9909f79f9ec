using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Orkestra.Grains.External;
using Orkestra.Katalog.Observation;

namespace Orkestra.Silo.External;

/// <summary>Makes external calls with HTTP: directly, without proxy and cookies. A redirect is followed only on the same server, and only by a request that changes nothing.</summary>
internal sealed class HttpExternalCaller : IExternalCaller, IDisposable
{
    /// <summary>Bytes of an answer that are read.</summary>
    public const int MaxBody = 1024 * 1024;

    private const int MaxRedirects = 5;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly ExternalHosts _hosts;
    private readonly Func<string, string?> _variable;
    private readonly HttpMessageInvoker _http;

    /// <param name="hosts">What may be reached.</param>
    /// <param name="variable">Reads an environment variable; null when it is not set.</param>
    public HttpExternalCaller(ExternalHosts hosts, Func<string, string?> variable)
    {
        _hosts = hosts;
        _variable = variable;
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            // Who is called is a stranger: our traces are not its business.
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = ConnectAsync,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            UseCookies = false,
            UseProxy = false,
        });
    }

    public async Task<ExternalAnswer> CallAsync(ExternalRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!Uri.TryCreate(request.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            return ExternalAnswer.Failed("the URL is none of http or https");
        var token = request.Credential is { Variable: { } variable } ? _variable(variable) : request.Credential?.Value;
        if (request.Credential is not null && string.IsNullOrEmpty(token))
            return ExternalAnswer.Failed(request.Credential.Variable is { } name ? $"the environment variable {name} is not set" : "the token is empty");
        try
        {
            return await FollowAsync(request, url, token, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or SocketException or FormatException or ArgumentException or InvalidOperationException)
        {
            return ExternalAnswer.Failed(CallFault.Of(error));
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<ExternalAnswer> FollowAsync(ExternalRequest request, Uri url, string? token, CancellationToken cancellationToken)
    {
        var user = url.UserInfo;
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            if (!_hosts.Allows(url.IdnHost))
                return ExternalAnswer.Failed($"{url.IdnHost} is none of the hosts that external calls may reach");
            using var message = Message(request, url, user, token);
            using var response = await _http.SendAsync(message, cancellationToken).ConfigureAwait(false);
            if (response.Headers.Location is not { } location || (int)response.StatusCode is < 300 or > 399 || request.Method is not ("GET" or "HEAD"))
                return await ReadAsync(response, cancellationToken).ConfigureAwait(false);
            var next = new Uri(url, location);
            if (Uri.Compare(next, url, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) != 0)
                return ExternalAnswer.Failed("redirects to another server, which is not followed");
            url = next;
        }

        return ExternalAnswer.Failed("redirects without an end");
    }

    private static HttpRequestMessage Message(ExternalRequest request, Uri url, string user, string? token)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), url);
        if (request.Body is { } body)
        {
            message.Content = new ByteArrayContent(Utf8.GetBytes(body));
        }

        message.Headers.UserAgent.ParseAdd("orkestra");
        if (user.Length > 0)
            message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Utf8.GetBytes(Uri.UnescapeDataString(user))));
        foreach (var (name, value) in request.Headers)
            Set(message, name, value);
        if (request.Known?.ETag is { } tag)
            Set(message, "If-None-Match", tag);
        if (request.Credential is { } credential)
            Set(message, credential.Header, credential.Header.Equals("Authorization", StringComparison.OrdinalIgnoreCase) && !token!.Contains(' ', StringComparison.Ordinal) ? $"Bearer {token}" : token!);
        return message;
    }

    /// <summary>In place of what is there. Headers of the content are there only with one.</summary>
    private static void Set(HttpRequestMessage message, string name, string value)
    {
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal)) || value.AsSpan().ContainsAny('\r', '\n', '\0'))
            throw new FormatException($"the header {(name.Length > 40 ? name[..40] : name)} cannot be sent");
        if (IsOfContent(name))
        {
            message.Content?.Headers.Remove(name);
            message.Content?.Headers.TryAddWithoutValidation(name, value);
            return;
        }

        message.Headers.Remove(name);
        message.Headers.TryAddWithoutValidation(name, value);
    }

    private static bool IsOfContent(string name) => name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) || name.Equals("Allow", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Expires", StringComparison.OrdinalIgnoreCase) || name.Equals("Last-Modified", StringComparison.OrdinalIgnoreCase);

    private static async Task<ExternalAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var read = new MemoryStream();
            var buffer = new byte[16 * 1024];
            while (read.Length <= MaxBody && await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
                await read.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
            var isWhole = read.Length <= MaxBody;
            return new ExternalAnswer((int)response.StatusCode, Utf8.GetString(read.GetBuffer(), 0, (int)Math.Min(read.Length, MaxBody)), "") { IsWhole = isWhole, ETag = response.Headers.ETag?.ToString() };
        }
    }

    /// <summary>The name is resolved here, so that the address which is checked is the one that is used.</summary>
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host.Trim('[', ']'), context.DnsEndPoint.Port);
        var found = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
        var addresses = found.Where(address => _hosts.Allows(host, address)).ToArray();
        if (addresses.Length == 0)
            throw new CallFaultException(found.Length == 0 ? $"{host} has no address" : $"{host} has an address that external calls may not reach");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
