using Orkestra.Kubernetes.Configuration;

namespace Orkestra.Kubernetes.Client;

/// <summary>Sends requests: counts each, bounds its time, waits and repeats where the server says so, and turns failures into exceptions.</summary>
internal sealed class RequestSender(HttpMessageInvoker invoker, Uri server, RequestCounter counter, TimeProvider clock, KubernetesClientOptions options, IRequestGate? gate = null)
{
    private static readonly TimeSpan FirstConnectionPause = TimeSpan.FromMilliseconds(100);
    private static readonly string UserAgent = $"orkestra/{typeof(RequestSender).Assembly.GetName().Version?.ToString(3) ?? "0"}";

    private readonly string _server = server.AbsoluteUri.TrimEnd('/');

    /// <summary>The same, every request of which waits at a gate first.</summary>
    public RequestSender Through(IRequestGate before) => new(invoker, server, counter, clock, options, before);

    /// <summary>The whole answer.</summary>
    /// <exception cref="KubernetesApiException">The server answered with an error.</exception>
    /// <exception cref="ClusterUnreachableException">No answer came, or not all of it.</exception>
    public Task<ApiAnswer> SendAsync(ApiRequest request, CancellationToken cancellationToken) => RepeatAsync(request, ReadAsync, cancellationToken);

    /// <summary>The answer as it comes. The request's timeout covers its body too, until the stream's EndAfter says otherwise.</summary>
    /// <exception cref="KubernetesApiException">The server answered with an error.</exception>
    /// <exception cref="ClusterUnreachableException">No answer came.</exception>
    public Task<ApiStream> OpenAsync(ApiRequest request, CancellationToken cancellationToken) => RepeatAsync(request, OpenOnceAsync, cancellationToken);

    /// <summary>Whether the error is one of the connection and not of the caller or the server.</summary>
    public static bool IsConnectionFailure(Exception error, CancellationToken cancellationToken) =>
        error is HttpRequestException or IOException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    /// <summary>The exception for a failed connection.</summary>
    public ClusterUnreachableException Unreachable(ApiRequest request, Exception error)
    {
        var what = request.Name.Length == 0 ? $"{request.Verb} {request.Resource}" : $"{request.Verb} {request.Resource} \"{request.Name}\"";
        var why = error is OperationCanceledException ? $"no answer within {options.RequestTimeout.TotalSeconds:0.###} s" : (error.InnerException ?? error).Message;
        return new ClusterUnreachableException($"The API server {server.Authority} did not answer to {what}: {why}", error);
    }

    private async Task<T> RepeatAsync<T>(ApiRequest request, Func<ApiRequest, CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        var (throttled, broken) = (0, 0);
        while (true)
        {
            TimeSpan pause;
            if (gate is not null)
                await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await attempt(request, cancellationToken).ConfigureAwait(false);
            }
            catch (KubernetesApiException error) when (IsThrottled(error) && throttled < options.MaxThrottleRetries)
            {
                throttled++;
                pause = error.RetryAfter ?? TimeSpan.FromSeconds(1);
            }
            catch (KubeconfigException error)
            {
                throw new ClusterUnreachableException(error.Message, error);
            }
            catch (Exception error) when (IsConnectionFailure(error, cancellationToken))
            {
                if (!request.MayRepeat || broken >= options.MaxConnectionRetries)
                    throw Unreachable(request, error);
                pause = FirstConnectionPause * (1 << broken++);
            }

            await Task.Delay(pause, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    // The server answers 429, and 503 with Retry-After, before it has done anything; that holds for writes too.
    private bool IsThrottled(KubernetesApiException error) =>
        (error.StatusCode == 429 || (error.StatusCode == 503 && error.RetryAfter is not null)) && (error.RetryAfter ?? TimeSpan.Zero) <= options.MaxRetryAfter;

    private async Task<ApiAnswer> ReadAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var stream = await OpenOnceAsync(request, cancellationToken).ConfigureAwait(false);
        using var buffer = await ReadAllAsync(stream).ConfigureAwait(false);
        return new ApiAnswer((int)stream.Response.StatusCode, buffer.WrittenSpan.ToArray(), WarningsOf(stream.Response));
    }

    private async Task<ApiStream> OpenOnceAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var stream = new ApiStream(options.RequestTimeout, clock, cancellationToken);
        var statusCode = 0;
        var span = RequestSpan.Begin(request, server, clock.GetUtcNow());
        try
        {
            using var message = ToMessage(request);
            var response = await invoker.SendAsync(message, stream.Token).ConfigureAwait(false);
            statusCode = (int)response.StatusCode;
            stream.Answered(response, await response.Content.ReadAsStreamAsync(stream.Token).ConfigureAwait(false));
            if (response.IsSuccessStatusCode)
                return stream;
            using var body = await ReadAllAsync(stream).ConfigureAwait(false);
            throw ApiError.Of(request, response, body.WrittenSpan, clock.GetUtcNow());
        }
        catch
        {
            stream.Dispose();
            throw;
        }
        finally
        {
            counter.Count(request.Verb, request.Resource, statusCode);
            span?.End(statusCode, clock.GetUtcNow());
        }
    }

    private HttpRequestMessage ToMessage(ApiRequest request)
    {
        var message = new HttpRequestMessage(request.Method, _server + request.Path)
        {
            Version = System.Net.HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        message.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        if (request.ContentType is not null)
        {
            message.Content = new ReadOnlyMemoryContent(request.Body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        }

        return message;
    }

    private static async Task<PooledBuffer> ReadAllAsync(ApiStream stream)
    {
        var buffer = new PooledBuffer();
        try
        {
            while (await stream.Body.ReadAsync(buffer.GetMemory(), stream.Token).ConfigureAwait(false) is > 0 and var read)
                buffer.Advance(read);
            return buffer;
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    private static IReadOnlyList<string> WarningsOf(HttpResponseMessage response)
    {
        if (!response.Headers.NonValidated.Contains("Warning"))
            return [];
        return [.. response.Headers.Warning.Select(warning => Unquoted(warning.Text))];
    }

    private static string Unquoted(string text) =>
        text is ['"', .., '"'] ? text[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal) : text;
}
