using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Grains.Interfaces.Passes;

namespace Orkestra.Cli.Simulation;

/// <summary>Collects the passes that did not succeed. What passes published before <see cref="CollectAsync"/> is there when it is called in a quiet moment.</summary>
internal sealed class PassErrors : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly IAsyncEnumerator<FleetEvent> _events;
    private readonly List<PassError> _errors = [];
    private Task<bool> _next;

    public PassErrors(IFleet fleet)
    {
        _events = fleet.SubscribeAsync(_stop.Token).GetAsyncEnumerator(_stop.Token);
        _next = _events.MoveNextAsync().AsTask();
    }

    public IReadOnlyList<PassError> All => _errors;

    /// <summary>How many passes there were.</summary>
    public int Passes { get; private set; }

    /// <summary>Takes what was published and counts it for this cycle.</summary>
    public async Task CollectAsync(int cycle)
    {
        while (_next.IsCompleted && await _next.ConfigureAwait(false))
        {
            if (_events.Current is FleetEvent.PassEnded pass)
            {
                Passes++;
                if (pass.Outcome.Result is PassResult.Failed or PassResult.Denied or PassResult.Unreachable)
                    _errors.Add(new PassError(cycle, pass.Box, pass.Namespace is null ? pass.Name : $"{pass.Namespace}/{pass.Name}", $"{pass.Outcome.Reason}: {pass.Outcome.Message}"));
            }

            _next = _events.MoveNextAsync().AsTask();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await ((Task)_next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _events.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }
}
