using System.Net;
using System.Text;

namespace Orkestra.Cli.Tests.Chaos;

/// <summary>The way of one observer process to the server: faults of a plan, and the death of the process after one of its writes.</summary>
/// <param name="inner">The server.</param>
/// <param name="plan">The faults; null: none.</param>
/// <param name="clock">The clock of slow answers.</param>
/// <param name="dieAfter">The process dies when the server has answered this many writes; 0: never.</param>
internal sealed class ChaosHandler(HttpMessageHandler inner, FaultPlan? plan, TimeProvider clock, int dieAfter) : DelegatingHandler(inner)
{
    private static readonly TimeSpan VeryLong = TimeSpan.FromMinutes(2);

    private readonly TaskCompletionSource _dead = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _writes;

    /// <summary>Writes that the server has answered.</summary>
    public int Writes => Volatile.Read(ref _writes);

    /// <summary>Ends when the process is dead: nothing of it reaches the server any more.</summary>
    public Task Dead => _dead.Task;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ThrowIfDead();
        var uri = request.RequestUri!;
        var watches = uri.Query.Contains("watch=true", StringComparison.Ordinal);
        var resumes = watches && uri.Query.Contains("resourceVersion=", StringComparison.Ordinal) && !uri.Query.Contains("sendInitialEvents=true", StringComparison.Ordinal);
        var fault = plan?.Next(request.Method.Method, uri.AbsolutePath, watches) ?? Fault.None;
        switch (fault)
        {
            case Fault.TooManyRequests:
                var busy = Refusal(request, HttpStatusCode.TooManyRequests, "TooManyRequests");
                busy.Headers.Add("Retry-After", "1");
                return busy;
            case Fault.InternalError:
                return Refusal(request, HttpStatusCode.InternalServerError, "InternalError");
            case Fault.Conflict:
                return Refusal(request, HttpStatusCode.Conflict, "Conflict");
            case Fault.Gone when resumes:
                return Refusal(request, HttpStatusCode.Gone, "Expired");
            case Fault.LostRequest:
                throw new HttpRequestException("the connection broke");
            case Fault.Slow:
                await Task.Delay(VeryLong, clock, cancellationToken).ConfigureAwait(false);
                break;
        }

        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        CountWrite(request);
        return fault switch
        {
            Fault.LostAnswer => Lost(response),
            Fault.HalfAnswer => await HalfAsync(response, cancellationToken).ConfigureAwait(false),
            Fault.CutWatch => await CutAsync(response, (int)(plan!.Chance(uri.AbsolutePath) % 2000), cancellationToken).ConfigureAwait(false),
            _ => response,
        };
    }

    private void ThrowIfDead()
    {
        if (_dead.Task.IsCompleted)
            throw new HttpRequestException("the process is dead");
    }

    private void CountWrite(HttpRequestMessage request)
    {
        if (request.Method == HttpMethod.Get)
            return;
        if (Interlocked.Increment(ref _writes) != dieAfter)
            return;
        _dead.SetResult();
        ThrowIfDead();
    }

    private static HttpResponseMessage Lost(HttpResponseMessage response)
    {
        response.Dispose();
        throw new HttpRequestException("the connection broke");
    }

    private static HttpResponseMessage Refusal(HttpRequestMessage request, HttpStatusCode code, string reason) => new(code)
    {
        RequestMessage = request,
        Content = new StringContent($$$"""{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"chaos","reason":"{{{reason}}}","code":{{{(int)code}}}}""", Encoding.UTF8, "application/json"),
    };

    private static async Task<HttpResponseMessage> HalfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var whole = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return With(response, new CutStream(new MemoryStream(whole), whole.Length / 2));
    }

    private static async Task<HttpResponseMessage> CutAsync(HttpResponseMessage response, int after, CancellationToken cancellationToken) =>
        With(response, new CutStream(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), after));

    private static HttpResponseMessage With(HttpResponseMessage response, Stream body)
    {
        var content = new StreamContent(body);
        foreach (var header in response.Content.Headers.Where(header => header.Key is not "Content-Length"))
            content.Headers.TryAddWithoutValidation(header.Key, header.Value);
        response.Content = content;
        return response;
    }
}
