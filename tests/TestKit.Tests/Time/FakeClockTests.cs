using Orkestra.TestKit.Time;
using Shouldly;
using Xunit;

namespace Orkestra.TestKit.Tests.Time;

public sealed class FakeClockTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void Time_stands_still_until_it_is_moved()
    {
        var (before, stamp) = (_clock.GetUtcNow(), _clock.GetTimestamp());

        _clock.GetUtcNow().ShouldBe(before);
        _clock.Advance(TimeSpan.FromSeconds(7));

        _clock.GetUtcNow().ShouldBe(before.AddSeconds(7));
        _clock.GetElapsedTime(stamp).ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public void Timers_fire_in_the_order_of_their_due_times_and_see_the_clock_there()
    {
        var start = _clock.GetUtcNow();
        var fired = new List<string>();
        using var late = Timer("late", 20);
        using var early = Timer("early", 10);
        using var tie = Timer("tie", 20);
        using var never = Timer("never", 31);

        _clock.Advance(TimeSpan.FromSeconds(30));

        fired.ShouldBe(["early@10", "late@20", "tie@20"]);
        _clock.GetUtcNow().ShouldBe(start.AddSeconds(30));

        ITimer Timer(string name, int seconds) =>
            _clock.CreateTimer(_ => fired.Add($"{name}@{(_clock.GetUtcNow() - start).TotalSeconds:0}"), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void A_periodic_timer_fires_once_for_each_period_passed()
    {
        var count = 0;
        using var timer = _clock.CreateTimer(_ => count++, null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10));

        _clock.Advance(TimeSpan.FromSeconds(26));

        count.ShouldBe(3);
    }

    [Fact]
    public void A_disposed_timer_does_not_fire()
    {
        var timer = _clock.CreateTimer(_ => Assert.Fail("fired"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        timer.Dispose();

        _clock.Advance(TimeSpan.FromSeconds(2));

        timer.Change(TimeSpan.Zero, TimeSpan.Zero).ShouldBeFalse();
        _clock.ActiveTimers.ShouldBe(0);
    }

    [Fact]
    public async Task A_delay_ends_when_the_clock_passes_it()
    {
        var delay = Task.Delay(TimeSpan.FromMinutes(1), _clock, TestContext.Current.CancellationToken);
        await _clock.WaitForTimersAsync(1, TestContext.Current.CancellationToken);

        _clock.Advance(TimeSpan.FromSeconds(59));
        delay.IsCompleted.ShouldBeFalse();
        _clock.AdvanceToNextTimer().ShouldBeTrue();

        await delay;
        _clock.AdvanceToNextTimer().ShouldBeFalse();
    }

    [Fact]
    public async Task A_timer_due_at_once_fires_without_an_advance_and_then_by_its_period()
    {
        var fired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var count = 0;
        using var timer = _clock.CreateTimer(_ => { count++; fired.TrySetResult(); }, null, TimeSpan.Zero, TimeSpan.FromSeconds(10));

        await fired.Task.WaitAsync(TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(10));

        count.ShouldBe(2);
    }
}
