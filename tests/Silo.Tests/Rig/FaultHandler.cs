using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Orkestra.Silo.Tests.Rig;

/// <summary>
/// Stands between the observer and the server and breaks things on demand: cuts every watch, forgets history, lets requests fail. It adds the name of its
/// world to the user agent, by which the requests of worlds that live on one server at the same time are told apart.
/// </summary>
internal sealed class FaultHandler(HttpMessageHandler inner, string world) : DelegatingHandler(inner)
{
    private readonly ConcurrentDictionary<CancellationTokenSource, byte> _watches = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _held = new(StringComparer.Ordinal);
    private int _goneAnswers;

    /// <summary>Called before a request is sent; what it throws is what the observer gets.</summary>
    public Action<HttpRequestMessage>? Before { get; set; }

    /// <summary>Awaited before a request is sent.</summary>
    public Func<HttpRequestMessage, Task>? Delay { get; set; }

    /// <summary>Called before a request is sent; the Status that it gives is the answer, and the server is not asked.</summary>
    public Func<HttpRequestMessage, (int Code, string Reason, string Message)?>? Refuse { get; set; }

    /// <summary>Called when the server has answered and before the observer knows: a process that dies here has written.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage, Task>? After { get; set; }

    /// <summary>From now on nothing of the watches of this resource comes through, until the test lets it.</summary>
    public TaskCompletionSource HoldWatch(string plural) => _held[plural] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Every open watch ends in the middle; with <paramref name="gone"/> each one is answered 410 when it is resumed.</summary>
    public void CutWatches(bool gone)
    {
        foreach (var (watch, _) in _watches)
        {
            if (gone)
                Interlocked.Increment(ref _goneAnswers);
            watch.Cancel();
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Before?.Invoke(request);
        if (Delay is { } delay)
            await delay(request).ConfigureAwait(false);
        if (Refuse?.Invoke(request) is var (code, reason, message))
            return Status(request, code, reason, message);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue(new ProductHeaderValue(world)));
        var query = request.RequestUri!.Query;
        var watches = query.Contains("watch=", StringComparison.Ordinal);
        if (watches && query.Contains("resourceVersion=", StringComparison.Ordinal) && !query.Contains("sendInitialEvents=true", StringComparison.Ordinal) && TakeGoneAnswer())
            return Status(request, 410, "Expired", "too old resource version");
        if (!watches)
        {
            var answer = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (After is { } after)
                await after(request, answer).WaitAsync(cancellationToken).ConfigureAwait(false);
            return answer;
        }

        var cut = new CancellationTokenSource();
        _watches[cut] = 0;
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var content = new StreamContent(new CutStream(body, cut, () => Held(request), () => _watches.TryRemove(cut, out _)));
        foreach (var header in response.Content.Headers)
            content.Headers.TryAddWithoutValidation(header.Key, header.Value);
        response.Content = content;
        return response;
    }

    private Task Held(HttpRequestMessage request) => _held.TryGetValue(request.RequestUri!.Segments[^1], out var held) ? held.Task : Task.CompletedTask;

    private static HttpResponseMessage Status(HttpRequestMessage request, int code, string reason, string message) => new((HttpStatusCode)code)
    {
        RequestMessage = request,
        Content = new StringContent(
            $$$"""{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"{{{message}}}","reason":"{{{reason}}}","code":{{{code}}}}""", Encoding.UTF8, "application/json"),
    };

    private bool TakeGoneAnswer()
    {
        if (Interlocked.Decrement(ref _goneAnswers) >= 0)
            return true;
        Interlocked.Increment(ref _goneAnswers);
        return false;
    }

    private sealed class CutStream(Stream inner, CancellationTokenSource cut, Func<Task> held, Action closed) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, cut.Token);
            try
            {
                var read = await inner.ReadAsync(buffer, either.Token).ConfigureAwait(false);
                await held().WaitAsync(either.Token).ConfigureAwait(false);
                return read;
            }
            catch (OperationCanceledException canceled) when (cut.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                throw new IOException("the connection was cut", canceled);
            }
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            closed();
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
