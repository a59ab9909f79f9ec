using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Orkestra.Grains.Boxes;
using Orkestra.Grains.Storage;
using Orkestra.Grains.Telemetry;
using Orkestra.Katalog.Observation;
using Orkestra.Kubernetes.Activity;

namespace Orkestra.Grains.External;

/// <summary>Asks the outside for the passes of a process, and wakes those whose answer is there. No pass, and so no worker, ever waits for a call (docs/decisions/027).</summary>
internal sealed partial class Outside(IExternalCaller caller, OwnerSlots slots, ActivityGauge? activity, OrkestraInstruments instruments, TimeProvider clock, ILogger logger) : IAsyncDisposable
{
    private const int NotModified = 304;

    private readonly CallSlots _places = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Question, Task> _running = new(ReferenceEqualityComparer.Instance);

    /// <summary>What the pass of this custom resource that begins now may ask.</summary>
    public PassAnswers Begin(BoxContext box, CustomResourceRecord record, string ownerHash)
    {
        var book = record.Answers ??= new AnswerBook(clock);
        book.BeginPass();
        return new PassAnswers(this, book, box, ownerHash);
    }

    /// <summary>Asks; the custom resource is queued when the answer is there.</summary>
    public void Start(Question question, BoxContext box, string ownerHash)
    {
        activity?.Begin();
        var unwanted = question.Unwanted;
        var run = Task.Run(() => RunAsync(question, box, ownerHash, unwanted), CancellationToken.None);
        _running[question] = run;
        _ = run.ContinueWith(_ => _running.TryRemove(question, out var _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_running.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _places.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync(Question question, BoxContext box, string ownerHash, CancellationToken unwanted)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, unwanted);
        try
        {
            question.Take(await AnswerAsync(question.Request, box, stop.Token).ConfigureAwait(false), clock.GetUtcNow());
            slots.Post(ownerHash, static slot => slot.Listener?.Answered());
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nobody waits for it any more.
        }
        finally
        {
            activity?.End();
        }
    }

    /// <summary>Whatever goes wrong is an answer: a question without one would hold its custom resource up for ever.</summary>
    private async Task<ExternalAnswer> AnswerAsync(ExternalRequest request, BoxContext box, CancellationToken stop)
    {
        try
        {
            return await CallAsync(request, box, stop).ConfigureAwait(false);
        }
        catch (Exception error) when (!stop.IsCancellationRequested)
        {
            LogFault(box.Entry.Name, request.Call.Name, error);
            return ExternalAnswer.Failed($"a fault of its own: {error.GetType().Name}");
        }
    }

    /// <summary>Tries until it succeeds or is given up.</summary>
    private async Task<ExternalAnswer> CallAsync(ExternalRequest request, BoxContext box, CancellationToken stop)
    {
        await PauseAsync(request.Call.Sleep, stop).ConfigureAwait(false);
        for (var tries = 1; ; tries++)
        {
            var answer = await TryAsync(request, box, stop).ConfigureAwait(false);
            var fault = request.Call.FaultOf(answer);
            if (fault.Length == 0)
                return answer;
            LogFailed(box.Entry.Name, request.Call.Name, request, fault);
            if (request.Call.Retry?.After(tries) is not { } pause)
                return answer;
            await PauseAsync(pause, stop).ConfigureAwait(false);
        }
    }

    private async Task<ExternalAnswer> TryAsync(ExternalRequest request, BoxContext box, CancellationToken stop)
    {
        using var place = await _places.TakeAsync(box.Entry.Name, stop).ConfigureAwait(false);
        using var late = new CancellationTokenSource(request.Call.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
        var begun = clock.GetTimestamp();
        ExternalAnswer answer;
        try
        {
            answer = await caller.CallAsync(request, either.Token).WaitAsync(either.Token).ConfigureAwait(false);
            if (answer.StatusCode == NotModified && request.Known is { } known)
                answer = known;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            answer = ExternalAnswer.Failed(FormattableString.Invariant($"no answer within {request.Call.Timeout.TotalSeconds:0.###} s"));
        }
        catch (Exception error) when (!stop.IsCancellationRequested)
        {
            answer = ExternalAnswer.Failed(error.Message);
        }

        var tags = new TagList { { "crd", Workers.GvkLabel(box) }, { "cluster", box.Cluster }, { "call", request.Call.Name } };
        instruments.ExternalCallDuration.Record(clock.GetElapsedTime(begun).TotalSeconds, tags);
        tags.Add("result", request.Call.FaultOf(answer).Length == 0 ? "success" : "error");
        instruments.ExternalCalls.Add(1, tags);
        return answer;
    }

    /// <summary>What waits for the clock is not underway: a simulated clock moves only when nothing is.</summary>
    private async Task PauseAsync(TimeSpan time, CancellationToken stop)
    {
        if (time <= TimeSpan.Zero)
            return;
        var pause = Task.Delay(time, clock, stop);
        activity?.End();
        try
        {
            await pause.ConfigureAwait(false);
        }
        finally
        {
            activity?.Begin();
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Box}: the external call {Call} failed: {Request}: {Fault}")]
    private partial void LogFailed(string box, string call, ExternalRequest request, string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Box}: the external call {Call} ended with a fault of its own")]
    private partial void LogFault(string box, string call, Exception error);
}
