using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Orkestra.Grains.Boxes;
using Orkestra.Grains.Hosting;
using Orkestra.Grains.Interfaces.Identity;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Grains.Pausing;
using Orkestra.Grains.Queueing;
using Orkestra.Grains.Telemetry;
using Orkestra.Grains.Timing;
using Orkestra.TestKit.Time;
using Shouldly;
using Xunit;

namespace Orkestra.Grains.Tests.Boxes;

/// <summary>What one box does is nothing to another.</summary>
public sealed class IsolationTests : IAsyncDisposable
{
    private readonly FakeClock _clock = new();
    private readonly OrkestraInstruments _instruments = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _crews = [];
    private readonly List<IDisposable> _timers = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_crews).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _timers.ForEach(timer => timer.Dispose());
        _instruments.Dispose();
        _stop.Dispose();
    }

    [Theory]
    [InlineData(PassResult.Failed)]
    [InlineData(null)]
    public async Task A_key_of_a_healthy_box_is_dispatched_whatever_five_thousand_keys_of_another_do(PassResult? others)
    {
        var failing = Run("failing", (_, ct) => others is { } result ? Task.FromResult(new PassOutcome(result, "ReconcileError", "", 0, AllReady: false)) : Never(ct));
        for (var i = 0; i < 5000; i++)
            failing.Box.Add($"bad{i}", failing.Queue);
        foreach (var record in failing.Box.Store.Records)
            failing.Queue.Add(record.Name, PassCauses.UserChange);
        var passes = Channel.CreateUnbounded<string>();
        var healthy = Run("healthy", (key, _) =>
        {
            passes.Writer.TryWrite(key.Name);
            return Task.FromResult(new PassOutcome(PassResult.Done, "ReconcileSucceeded", "", 0, AllReady: true));
        });

        for (var i = 0; i < 20; i++)
        {
            // The clock stands still: the key waits for nothing but a worker of its own box, and there is one.
            healthy.Queue.Add(healthy.Box.Add($"good{i}", healthy.Queue).Name, PassCauses.UserChange);
            (await passes.Reader.ReadAsync(Token)).ShouldBe($"good{i}");
        }
    }

    private static async Task<PassOutcome> Never(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException("never is over");
    }

    private (BoxContext Box, WorkQueue Queue) Run(string name, Func<CustomResourceKey, CancellationToken, Task<PassOutcome>> pass)
    {
        var queue = new WorkQueue(_clock);
        var box = TestBoxes.Context(TestBoxes.Entry(name), queue);
        var delayed = new DelayedKeys(_clock, key => queue.Add(key, PassCauses.Retry));
        _timers.Add(delayed);
        var workers = new Workers(
            box, new Host(pass), queue, delayed, new Departures(box.Entry, box.Cluster, box.Resource, null!, new BoxDirectory(), queue), new Backoff(new BackoffOptions(), new Random(1)), new Pauses(_ => null, () => null, _clock), new BoxHealth(5, (_, _) => { }), new BoxMeter(_clock), _instruments, _ => { }, _clock, NullLogger.Instance);
        _crews.Add(new Crew(workers.WorkAsync).RunAsync(3, _stop.Token));
        return (box, queue);
    }

    private sealed class Host(Func<CustomResourceKey, CancellationToken, Task<PassOutcome>> pass) : IGrainHost
    {
        public ICustomResourceGrain CustomResource(CustomResourceKey key) => new Grain(key, pass);
    }

    private sealed class Grain(CustomResourceKey key, Func<CustomResourceKey, CancellationToken, Task<PassOutcome>> pass) : ICustomResourceGrain
    {
        public Task<PassOutcome> RunPassAsync(PassRequest request, CancellationToken cancellationToken) => pass(key, cancellationToken);
    }
}
