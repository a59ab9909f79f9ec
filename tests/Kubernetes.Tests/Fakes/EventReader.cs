using Orkestra.Kubernetes.Watch;
using Xunit;

namespace Orkestra.Kubernetes.Tests.Fakes;

/// <summary>Reads a reflector's events one by one and says how long it waited in vain.</summary>
internal sealed class EventReader(Reflector reflector) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private IAsyncEnumerator<ReflectorEvent>? _events;
    private Task<bool>? _pending;

    public async Task<ReflectorEvent> NextAsync()
    {
        Begin();
        var pending = _pending!;
        if (!await pending.WaitAsync(Patience, TestContext.Current.CancellationToken))
            throw new InvalidOperationException("The reflector ended.");
        _pending = null;
        return _events!.Current;
    }

    /// <summary>Starts to read, for tests that do something before they look at the event.</summary>
    public void Begin()
    {
        _events ??= reflector.RunAsync(_stop.Token).GetAsyncEnumerator(_stop.Token);
        _pending ??= _events.MoveNextAsync().AsTask();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_pending is not null)
            await ((Task)_pending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (_events is not null)
            await _events.DisposeAsync();
        _stop.Dispose();
    }
}
