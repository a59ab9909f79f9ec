using Orkestra.Grains.Boxes;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Grains.Queueing;
using Orkestra.Grains.Timing;
using Orkestra.Katalog.Model;
using Orkestra.TestKit.Time;
using Orkestra.TestKit.Waiting;
using Shouldly;
using Xunit;

namespace Orkestra.Grains.Tests.Boxes;

public sealed class ResyncTests : IAsyncDisposable
{
    private readonly FakeClock _clock = new();
    private readonly WorkQueue _queue;
    private readonly BoxContext _box;
    private readonly CancellationTokenSource _stop = new();
    private TimeSpan _interval = TimeSpan.FromSeconds(30);
    private int _rounds;
    private readonly DateTimeOffset _begin;
    private readonly DelayedKeys _delayed;
    private Resync? _resync;
    private Task _run = Task.CompletedTask;

    public ResyncTests()
    {
        _begin = _clock.GetUtcNow();
        _queue = new WorkQueue(_clock);
        // A clock of its own: the timers of the other one are those of the resync.
        _delayed = new DelayedKeys(new FakeClock(), _ => { });
        _box = TestBoxes.Context(TestBoxes.Entry() with { Reads = new EntryReads { ReadsTime = true } }, _queue);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _delayed.Dispose();
    }

    [Fact]
    public async Task Each_custom_resource_has_its_turn_once_an_interval_and_they_are_spread_over_it()
    {
        for (var i = 0; i < 1000; i++)
            _box.Add($"a{i}", _queue);
        Start();
        var first = await RoundAsync();
        var second = await RoundAsync();

        first.Count.ShouldBeGreaterThanOrEqualTo(30);
        first.Max(slot => slot.Value.Count).ShouldBeLessThan(60, "no herd");
        first.Sum(slot => slot.Value.Count).ShouldBe(1000, "each exactly once");
        second.Select(slot => (slot.Key, string.Join(',', slot.Value))).ShouldBe(first.Select(slot => (slot.Key, string.Join(',', slot.Value))), "each at its own time again");
    }

    [Fact]
    public async Task A_few_are_looked_at_together()
    {
        for (var i = 0; i < 5; i++)
            _box.Add($"a{i}", _queue);
        Start();

        (await RoundAsync()).ShouldHaveSingleItem().Value.Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_changed_interval_begins_a_round_of_its_own()
    {
        for (var i = 0; i < 5; i++)
            _box.Add($"a{i}", _queue);
        Start();
        await RoundAsync();
        _interval = TimeSpan.FromSeconds(10);
        await RoundAsync(TimeSpan.FromSeconds(30));

        (await RoundAsync(TimeSpan.FromSeconds(10))).ShouldHaveSingleItem().Value.Count.ShouldBe(5);
    }

    [Fact]
    public async Task An_interval_that_no_timer_reaches_is_waited_for()
    {
        _interval = TimeSpan.FromDays(60);
        _box.Add("a", _queue);
        Start();
        await Eventually.Async("it waits", _ => Task.FromResult(_clock.ActiveTimers > 0), cancellationToken: Token);
        while (_clock.GetUtcNow() + TimeSpan.FromDays(1) < _begin + _interval)
        {
            _clock.AdvanceToNextTimer();
            await Eventually.Async("it waits on", _ => Task.FromResult(_clock.ActiveTimers > 0), cancellationToken: Token);
        }

        _queue.Depth.ShouldBe(0);
        _clock.AdvanceToNextTimer();
        await Eventually.Async("it looked", _ => Task.FromResult(_queue.Depth == 1), cancellationToken: Token);
        (_clock.GetUtcNow() - _begin).ShouldBe(_interval);
    }

    [Fact]
    public async Task What_waits_for_its_backoff_is_left_alone_until_it_is_over()
    {
        var failed = _box.Add("failed", _queue);
        failed.Ended(new PassOutcome(PassResult.Failed, "Error", "", 0, AllReady: false), _clock.GetUtcNow(), "");
        _delayed.Set(failed.Name, TimeSpan.FromMinutes(5));
        _box.Add("well", _queue);
        Start();

        (await RoundAsync()).ShouldHaveSingleItem().Value.ShouldBe(["well"]);
        _delayed.Remove(failed.Name);
        (await RoundAsync()).ShouldHaveSingleItem().Value.ShouldBe(["failed", "well"]);
    }

    [Fact]
    public async Task A_shorter_interval_holds_at_once()
    {
        _interval = TimeSpan.FromMinutes(10);
        _box.Add("a", _queue);
        Start();
        await Eventually.Async("it waits", _ => Task.FromResult(_clock.ActiveTimers > 0), cancellationToken: Token);
        _clock.Advance(TimeSpan.FromSeconds(30));

        _interval = TimeSpan.FromSeconds(10);
        _resync!.Wake();
        await Eventually.Async("the next round waits", _ => Task.FromResult(_clock.NextDue == _clock.GetUtcNow() + TimeSpan.FromSeconds(10)), cancellationToken: Token);

        _clock.Advance(TimeSpan.FromSeconds(10));
        await Eventually.Async("it looked", _ => Task.FromResult(_queue.Depth == 1), cancellationToken: Token);
    }

    private void Start() => _run = (_resync = new Resync(_box, _queue, _delayed, new BoxHealth(5, (_, _) => { }), () => Interlocked.Increment(ref _rounds), () => _interval, _clock)).RunAsync(_stop.Token);

    /// <summary>Goes through one interval, timer by timer.</summary>
    /// <returns>By the time since its begin, who was queued.</returns>
    private async Task<SortedDictionary<TimeSpan, List<string>>> RoundAsync(TimeSpan? length = null)
    {
        var begin = _clock.GetUtcNow();
        var rounds = Volatile.Read(ref _rounds);
        var seen = new SortedDictionary<TimeSpan, List<string>>();
        while (Volatile.Read(ref _rounds) == rounds)
        {
            await _clock.WaitForTimersAsync(1, Token);
            _clock.AdvanceToNextTimer().ShouldBeTrue();
            await Eventually.Async("the slot is over", _ => Task.FromResult(_clock.ActiveTimers > 0), cancellationToken: Token);
            List<string> names = [];
            while (_queue.Depth > 0)
            {
                var item = await _queue.TakeAsync(Token);
                names.Add(item.Key.Name);
                _queue.Done(item.Key);
            }

            if (names.Count > 0)
                seen[_clock.GetUtcNow() - begin] = [.. names.Order(StringComparer.Ordinal)];
        }

        (_clock.GetUtcNow() - begin).ShouldBe(length ?? _interval);
        return seen;
    }
}
