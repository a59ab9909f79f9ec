using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Routing;
using Orkestra.Kubernetes.Activity;

namespace Orkestra.DevCluster.Serving;

/// <summary>Carries requests of one user to the server without a socket.</summary>
internal sealed class InMemoryHandler(ApiServer server, ServingGate gate, string user, ActivityGauge? activity) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var serving = gate.Token ?? throw new HttpRequestException(HttpRequestError.ConnectionError, "the server is not serving");
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        var response = server.Handle(new ApiRequest(request.Method.Method, Uri.UnescapeDataString(request.RequestUri!.AbsolutePath), request.RequestUri.Query, user)
        {
            Accept = string.Join(", ", request.Headers.Accept),
            ContentType = request.Content?.Headers.ContentType?.ToString() ?? "",
            UserAgent = request.Headers.UserAgent.ToString(),
            Body = body,
        });
        var message = new HttpResponseMessage((HttpStatusCode)response.StatusCode) { RequestMessage = request, Content = Content(response, serving) };
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(response.ContentType);
        foreach (var warning in response.Warnings)
            message.Headers.TryAddWithoutValidation("Warning", WarningHeader.Of(warning));
        foreach (var (name, value) in response.Headers)
            message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    private HttpContent Content(ApiResponse response, CancellationToken serving)
    {
        if (response.Stream is not { } stream)
            return new ReadOnlyMemoryContent(response.Body);
        // Counted: a flush ends when the reader has taken everything, and the body counts what the reader has not finished with.
        var pipe = activity is null ? new Pipe() : new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        var reading = CancellationTokenSource.CreateLinkedTokenSource(serving);
        _ = PumpAsync(stream, pipe.Writer, reading.Token); // Ends with the body, and hands its faults to whoever reads that.
        return new StreamContent(new PipedBody(pipe.Reader, reading, activity));
    }

    /// <summary>Ends with the stream: cleanly, or with the fault that the reader then sees.</summary>
    private static async Task PumpAsync(Func<PipeWriter, CancellationToken, Task> stream, PipeWriter writer, CancellationToken ct)
    {
        await Task.Yield();
        Exception? fault = null;
        try
        {
            await stream(writer, ct).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            fault = new IOException("the connection was cut", error);
        }

        await writer.CompleteAsync(fault).ConfigureAwait(false);
    }
}
