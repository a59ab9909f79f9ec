using Orkestra.Grains.Timing;
using Orkestra.Kubernetes.Objects;
using Orkestra.TestKit.Time;
using Shouldly;
using Xunit;

namespace Orkestra.Grains.Tests.Timing;

public sealed class DelayedKeysTests : IDisposable
{
    private readonly SteppedClock _clock = new();
    private readonly List<string> _back = [];
    private readonly DelayedKeys _delayed;

    public DelayedKeysTests() => _delayed = new DelayedKeys(_clock, key => _back.Add(key.Name));

    public void Dispose() => _delayed.Dispose();

    [Fact]
    public void Keys_come_back_in_the_order_of_their_times()
    {
        _delayed.Add(Key("late"), TimeSpan.FromSeconds(10));
        _delayed.Add(Key("soon"), TimeSpan.FromSeconds(1));

        _clock.Advance(TimeSpan.FromSeconds(1));
        _back.ShouldBe(["soon"]);
        _clock.Advance(TimeSpan.FromSeconds(9));
        _back.ShouldBe(["soon", "late"]);
        _delayed.Count.ShouldBe(0);
    }

    [Fact]
    public void A_key_that_is_put_off_comes_back_at_the_new_time_only()
    {
        _delayed.Add(Key("a"), TimeSpan.FromSeconds(1));
        for (var i = 0; i < 1000; i++)
            _delayed.Set(Key("a"), TimeSpan.FromSeconds(10));

        _clock.Advance(TimeSpan.FromSeconds(9));
        _back.ShouldBeEmpty();
        _clock.Advance(TimeSpan.FromSeconds(1));
        _back.ShouldBe(["a"]);
    }

    [Fact]
    public void A_time_that_no_timer_reaches_is_waited_for()
    {
        _delayed.Add(Key("a"), TimeSpan.FromDays(400));
        _delayed.Add(Key("never"), TimeSpan.MaxValue);

        _clock.Advance(TimeSpan.FromDays(399));
        _back.ShouldBeEmpty();
        _clock.Advance(TimeSpan.FromDays(1));
        _back.ShouldBe(["a"]);
    }

    [Fact]
    public void Of_two_times_the_earlier_one_wins_and_the_key_comes_back_once()
    {
        _delayed.Add(Key("a"), TimeSpan.FromSeconds(10));
        _delayed.Add(Key("a"), TimeSpan.FromSeconds(2));
        _delayed.Add(Key("a"), TimeSpan.FromSeconds(5));

        _clock.Advance(TimeSpan.FromSeconds(20));

        _back.ShouldBe(["a"]);
    }

    [Fact]
    public void A_key_that_something_else_brought_back_does_not_come_again()
    {
        _delayed.Add(Key("a"), TimeSpan.FromSeconds(1));
        _delayed.Remove(Key("a"));

        _clock.Advance(TimeSpan.FromSeconds(5));

        _back.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(-60)]
    [InlineData(60)]
    public void A_clock_that_steps_changes_no_delay(int minutes)
    {
        _delayed.Set(Key("a"), TimeSpan.FromSeconds(30));
        _clock.Step = TimeSpan.FromMinutes(minutes);

        _clock.Advance(TimeSpan.FromSeconds(29));
        _back.ShouldBeEmpty();
        _clock.Advance(TimeSpan.FromSeconds(1));
        _back.ShouldBe(["a"]);
    }

    [Theory]
    [InlineData(-60)]
    [InlineData(60)]
    public void What_waits_for_a_time_of_day_is_reckoned_anew_when_the_clock_steps(int minutes)
    {
        _delayed.Set(Key("pause"), TimeSpan.FromHours(2), untilTime: true);
        _delayed.Set(Key("backoff"), TimeSpan.FromHours(2));
        _clock.Advance(TimeSpan.FromMinutes(1));
        _back.ShouldBeEmpty();

        _clock.Step = TimeSpan.FromMinutes(minutes);
        _clock.Advance(TimeSpan.FromMinutes(1));

        _back.ShouldBe(["pause"]);
    }

    private static ObjectName Key(string name) => new("default", name);
}
