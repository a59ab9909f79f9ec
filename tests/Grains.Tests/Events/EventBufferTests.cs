using Orkestra.Grains.Events;
using Orkestra.TestKit.Time;
using Shouldly;
using Xunit;

namespace Orkestra.Grains.Tests.Events;

/// <summary>What events cost, by the clock of the test.</summary>
public sealed class EventBufferTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void What_is_told_again_while_it_waits_is_one_event()
    {
        var buffer = new EventBuffer(new EventOptions(), _clock);
        for (var i = 0; i < 5; i++)
            buffer.Add(Subject("a"), Text("Failed"));

        var due = buffer.Take(out _).ShouldNotBeNull();

        (due.Name, due.Times, due.Total).ShouldBe((null, 5, 5));
        buffer.Take(out var wait).ShouldBeNull();
        wait.ShouldBeNull();
    }

    [Fact]
    public void A_repetition_is_written_after_a_pause_that_grows()
    {
        var buffer = new EventBuffer(new EventOptions(), _clock);
        Write(buffer, "a", 1);

        buffer.Add(Subject("a"), Text("Failed"));
        buffer.Take(out var wait).ShouldBeNull();
        wait.ShouldBe(TimeSpan.FromMinutes(1));

        _clock.Advance(TimeSpan.FromMinutes(1));
        var again = buffer.Take(out _).ShouldNotBeNull();
        (again.Name, again.Times, again.Total).ShouldBe(("event-a", 1, 2));
        buffer.Wrote(again, "event-a");

        buffer.Add(Subject("a"), Text("Failed"));
        buffer.Take(out wait).ShouldBeNull();
        wait.ShouldBe(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void A_storm_costs_a_bounded_number_of_requests()
    {
        var buffer = new EventBuffer(new EventOptions { Burst = 25, PerSecond = 5 }, _clock);
        for (var i = 0; i < 10_000; i++)
            buffer.Add(Subject($"cr-{i}"), Text("Failed"));
        var requests = Drain(buffer);
        for (var second = 0; second < 60; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            requests += Drain(buffer);
        }

        requests.ShouldBe(25 + (60 * 5));
    }

    [Fact]
    public void The_oldest_is_given_up_for_a_newer_one()
    {
        var buffer = new EventBuffer(new EventOptions { Buffer = 2 }, _clock);

        buffer.Add(Subject("a"), Text("Failed")).ShouldBeTrue();
        buffer.Add(Subject("b"), Text("Failed")).ShouldBeTrue();
        buffer.Add(Subject("c"), Text("Failed")).ShouldBeFalse();

        buffer.Take(out _)!.Subject.Name.ShouldBe("b");
        buffer.Take(out _)!.Subject.Name.ShouldBe("c");
    }

    private static EventSubject Subject(string name) => new("example.io/v1", "Shop", "default", name, $"uid-{name}");

    private static EventText Text(string reason) => new(IsWarning: true, reason, "Reconcile", "no");

    private static void Write(EventBuffer buffer, string name, int times)
    {
        for (var i = 0; i < times; i++)
            buffer.Add(Subject(name), Text("Failed"));
        buffer.Wrote(buffer.Take(out _)!, $"event-{name}");
    }

    private static int Drain(EventBuffer buffer)
    {
        var taken = 0;
        while (buffer.Take(out _) is not null)
            taken++;
        return taken;
    }
}
