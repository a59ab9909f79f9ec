using Microsoft.Extensions.Logging.Abstractions;
using Orkestra.Grains.Boxes;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Grains.Queueing;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Model;
using Orkestra.Kubernetes.Objects;
using Orkestra.TestKit.Time;
using Orkestra.TestKit.Waiting;
using Shouldly;
using Xunit;

namespace Orkestra.Grains.Tests.Boxes;

public sealed class AutoscalerTests : IAsyncDisposable
{
    private const string Box = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: a }
        spec:
          crds:
            app:
              apiTypes: { group: test.io, version: v1, kind: App, plural: apps }
              operatorBox:
                reconcile: { workers: 2 }
                runtime:
                  autoscale:
                    interval: 15s
                    cooldown: 1m
                    conditions: { when: [ { field: metrics.queueDepth, greaterThan: "3" } ] }
                    do: { workers: 8, resync: 10s }
        """;

    private readonly FakeClock _clock = new();
    private readonly WorkQueue _queue;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<BoxScale> _applied = [];
    private Task _run = Task.CompletedTask;

    public AutoscalerTests() => _queue = new WorkQueue(_clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    [Fact]
    public async Task A_box_is_scaled_while_its_conditions_hold_and_back_after_the_cooldown()
    {
        var loaded = await new KatalogLoader(new OneFile(Box)).LoadAsync("a.yaml", Token);
        var entry = loaded.Katalog.ShouldNotBeNull(string.Join('\n', loaded.Diagnostics)).Entries[0];
        var scaler = new Autoscaler(entry, new BoxMeter(_clock), _queue, _clock, NullLogger.Instance);
        _run = scaler.RunAsync(_applied.Add, _stop.Token);
        for (var i = 0; i < 4; i++)
            _queue.Add(new ObjectName("ns", $"a{i}"), PassCauses.UserChange);

        await LookAsync(scaler);
        scaler.Now.ShouldBe(new BoxScale(8, 0, TimeSpan.FromSeconds(10), IsScaled: true));
        while (_queue.Depth > 0)
            _queue.Done((await _queue.TakeAsync(Token)).Key);
        for (var i = 0; i < 3; i++)
            await LookAsync(scaler);
        scaler.Now.IsScaled.ShouldBeTrue("the cooldown is not over");
        await LookAsync(scaler);

        scaler.Now.ShouldBe(new BoxScale(2, 0, TimeSpan.FromSeconds(30), IsScaled: false));
        _applied.Select(scale => scale.Workers).ShouldBe([8, 2]);
    }

    [Fact]
    public async Task An_interval_that_no_timer_reaches_is_waited_for()
    {
        var loaded = await new KatalogLoader(new OneFile(Box.Replace("interval: 15s", "interval: 60d", StringComparison.Ordinal))).LoadAsync("a.yaml", Token);
        var scaler = new Autoscaler(loaded.Katalog.ShouldNotBeNull(string.Join('\n', loaded.Diagnostics)).Entries[0], new BoxMeter(_clock), _queue, _clock, NullLogger.Instance);
        var begin = _clock.GetUtcNow();
        _run = scaler.RunAsync(_applied.Add, _stop.Token);
        while (scaler.Figures is null)
        {
            await Eventually.Async("it waits", _ => Task.FromResult(scaler.Figures is not null || _clock.ActiveTimers > 0), cancellationToken: Token);
            _run.IsFaulted.ShouldBeFalse();
            if (scaler.Figures is null)
                _clock.AdvanceToNextTimer();
        }

        (_clock.GetUtcNow() - begin).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromDays(60));
    }

    [Fact]
    public void The_meter_tells_how_busy_workers_were_how_long_passes_took_and_how_many_failed()
    {
        var meter = new BoxMeter(_clock);
        meter.Began();
        _clock.Advance(TimeSpan.FromSeconds(5));
        meter.Ended(TimeSpan.FromSeconds(5), failed: true);
        _clock.Advance(TimeSpan.FromSeconds(5));
        meter.Began();
        meter.Ended(TimeSpan.Zero, failed: false);

        meter.Sample(2, 7).ShouldBe(new BoxFigures(25, 7, 5000, 50));
        _clock.Advance(TimeSpan.FromSeconds(5));
        meter.Sample(2, 0).ShouldBe(new BoxFigures(0, 0, 0, 0), "nothing of the sample before");
    }

    [Fact]
    public async Task Workers_that_leave_finish_what_they_do_and_a_fault_of_one_ends_all()
    {
        using var gate = new SemaphoreSlim(0);
        var (working, finished) = (0, 0);
        var crew = new Crew(async (leave, stop) =>
        {
            Interlocked.Increment(ref working);
            await gate.WaitAsync(stop);
            Interlocked.Increment(ref finished);
            await Task.Delay(Timeout.Infinite, leave);
        });
        var run = crew.RunAsync(3, _stop.Token);
        await Eventually.Async("three work", _ => Task.FromResult(Volatile.Read(ref working) == 3), cancellationToken: Token);
        crew.Resize(5);
        await Eventually.Async("five work", _ => Task.FromResult(Volatile.Read(ref working) == 5), cancellationToken: Token);
        crew.Resize(1);
        gate.Release(5);
        await Eventually.Async("all finished what they did", _ => Task.FromResult(Volatile.Read(ref finished) == 5), cancellationToken: Token);
        run.IsCompleted.ShouldBeFalse();
        await _stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(run);

        var broken = new Crew((_, _) => throw new InvalidOperationException("broken"));
        (await Should.ThrowAsync<InvalidOperationException>(broken.RunAsync(2, Token))).Message.ShouldBe("broken");
    }

    private async Task LookAsync(Autoscaler scaler)
    {
        var before = scaler.Figures;
        await _clock.WaitForTimersAsync(1, Token);
        _clock.Advance(TimeSpan.FromSeconds(15));
        await Eventually.Async("it has looked", _ => Task.FromResult(!ReferenceEquals(scaler.Figures, before)), cancellationToken: Token);
    }

    private sealed class OneFile(string text) : ISourceReader
    {
        public ValueTask<SourceText> ReadAsync(string reference, string? relativeTo, CancellationToken ct) =>
            relativeTo is null ? ValueTask.FromResult(new SourceText(reference, text)) : throw new SourceNotFoundException(reference, "no such file");
    }
}
