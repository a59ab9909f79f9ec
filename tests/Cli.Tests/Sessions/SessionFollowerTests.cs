using Orkestra.Cli.Sessions;
using Orkestra.Cli.Steady;
using Orkestra.Cli.Terminal;
using Orkestra.TestKit.Time;
using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.Sessions;

public sealed class SessionFollowerTests : IAsyncDisposable
{
    private readonly CliRun _run = new();
    private readonly FakeClock _clock = new();
    private readonly FakeFleet _fleet = new();
    private readonly BackgroundWork _background = new();

    public SessionFollowerTests()
    {
        _fleet.Boxes.Add(FakeFleet.Box("cafe"));
        _fleet.Resources.Add(FakeFleet.Resource("cafe", "roma"));
    }

    public async ValueTask DisposeAsync()
    {
        await _background.DisposeAsync();
        _run.Dispose();
    }

    [Fact]
    public async Task Ctrl_C_ends_with_130()
    {
        var session = FollowAsync(new FollowOptions());
        _run.Stop.Ask(StopReason.Interrupt);
        (await session).ShouldBe(130);
    }

    [Fact]
    public async Task A_terminated_observer_ends_with_0()
    {
        var session = FollowAsync(new FollowOptions());
        _run.Stop.Ask(StopReason.Terminate);
        (await session).ShouldBe(0);
    }

    [Fact]
    public async Task What_was_to_get_steady_and_is_terminated_did_not_reach_it()
    {
        var session = FollowAsync(new FollowOptions { ExitWhenSteady = true });
        _run.Stop.Ask(StopReason.Terminate);
        (await session).ShouldBe(1);
    }

    [Fact]
    public async Task Steady_ends_with_0_and_the_tree()
    {
        var session = FollowAsync(new FollowOptions { ExitWhenSteady = true });
        await AdvanceUntilAsync(session);
        (await session).ShouldBe(0);
        _run.OutLines[0].ShouldBe("Cafe shops/roma ready");
        _run.OutLines[^1].ShouldBe("steady after 3.0 s: 1 custom resource and 0 children ready, 0 writes");
        _run.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Too_late_ends_with_1_the_tree_and_the_reasons()
    {
        _fleet.Resources[0] = _fleet.Resources[0] with { Ready = false, Message = "image must not be empty" };
        var options = new FollowOptions { ExitWhenSteady = true, Timeout = TimeSpan.FromSeconds(10), Expected = [new ExpectedResource("cafe", "Cafe", "shops", "milano")] };
        var session = FollowAsync(options);
        await AdvanceUntilAsync(session);
        (await session).ShouldBe(1);
        _run.OutLines.ShouldHaveSingleItem().ShouldBe("Cafe shops/roma not ready: image must not be empty");
        _run.ErrorLines[0].ShouldBe("Cafe shops/milano was applied, but box cafe does not see it");
        _run.ErrorLines[1].ShouldBe("Cafe shops/roma is not ready: image must not be empty");
        _run.ErrorLines[2].ShouldStartWith("ork: error ORK0030: not steady after 10 s: the 2 lines above say why");
    }

    [Fact]
    public async Task Work_beside_it_that_fails_ends_the_session()
    {
        var session = FollowAsync(new FollowOptions());
        _background.Start(_ => throw new InvalidOperationException("the simulator broke"));
        (await Should.ThrowAsync<InvalidOperationException>(session)).Message.ShouldBe("the simulator broke");
    }

    private Task<int> FollowAsync(FollowOptions options)
    {
        var environment = _run.Environment() with { Clock = _clock };
        return new SessionFollower(_fleet, null, environment, _clock.GetTimestamp()).FollowAsync(options, _background);
    }

    private async Task AdvanceUntilAsync(Task session)
    {
        while (!session.IsCompleted)
        {
            await Task.WhenAny(session, _clock.WaitForTimersAsync(1, TestContext.Current.CancellationToken));
            _clock.AdvanceToNextTimer();
        }
    }
}
