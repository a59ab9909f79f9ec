using System.Collections.Concurrent;
using System.Threading.Channels;
using Orkestra.Grains.External;
using Orkestra.Katalog.Observation;

namespace Orkestra.Silo.Tests.Rig;

/// <summary>The outside of a test: it answers as it is told, or holds calls back until the test lets them go.</summary>
internal sealed class Caller : IExternalCaller
{
    private readonly Channel<ExternalRequest> _calls = Channel.CreateUnbounded<ExternalRequest>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<ExternalAnswer>> _held = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>What calls are answered that are not held back.</summary>
    public Func<ExternalRequest, ExternalAnswer> Answer { get; set; } = static _ => new ExternalAnswer(200, "{}", "");

    /// <summary>Calls so far.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>From now on calls of this URL get no answer until it is given.</summary>
    public TaskCompletionSource<ExternalAnswer> Hold(string url) => _held[url] = new TaskCompletionSource<ExternalAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>From now on calls of this URL are answered.</summary>
    public void LetGo(string url, ExternalAnswer answer)
    {
        if (_held.TryRemove(url, out var held))
            held.TrySetResult(answer);
    }

    /// <summary>The next call that came.</summary>
    public async Task<ExternalRequest> NextAsync(CancellationToken cancellationToken) => await _calls.Reader.ReadAsync(cancellationToken);

    public async Task<ExternalAnswer> CallAsync(ExternalRequest request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _count);
        await _calls.Writer.WriteAsync(request, cancellationToken);
        return _held.TryGetValue(request.Url, out var held) ? await held.Task.WaitAsync(cancellationToken) : Answer(request);
    }
}
