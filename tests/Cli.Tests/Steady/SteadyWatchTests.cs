using Orkestra.Cli.Steady;
using Orkestra.Grains.Interfaces.Fleet;
using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.Steady;

public sealed class SteadyWatchTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeFleet _fleet = new();
    private readonly SteadyWatch _watch = new([new ExpectedResource("cafe", "Cafe", "shops", "roma")], TimeSpan.FromSeconds(3));

    public SteadyWatchTests()
    {
        _fleet.Boxes.Add(FakeFleet.Box("cafe"));
        _fleet.Resources.Add(FakeFleet.Resource("cafe", "roma"));
    }

    [Fact]
    public void Steady_is_ready_and_quiet_for_three_seconds()
    {
        Look(0).Steady.ShouldBeFalse();
        Look(2.9).Steady.ShouldBeFalse();
        Look(3).Steady.ShouldBeTrue();
    }

    [Fact]
    public void A_write_starts_the_quiet_time_anew()
    {
        Look(0);
        _fleet.Boxes[0] = _fleet.Boxes[0] with { LastWrite = Start.AddSeconds(2) };
        Look(4.9).Steady.ShouldBeFalse();
        Look(5).Steady.ShouldBeTrue();
    }

    [Fact]
    public void Being_not_ready_in_between_starts_it_anew()
    {
        Look(0);
        _fleet.Resources[0] = _fleet.Resources[0] with { Ready = false };
        Look(2).Steady.ShouldBeFalse();
        _fleet.Resources[0] = _fleet.Resources[0] with { Ready = true };
        Look(4).Steady.ShouldBeFalse();
        Look(6.9).Steady.ShouldBeFalse();
        Look(7).Steady.ShouldBeTrue();
    }

    [Fact]
    public void A_resync_in_between_does_not_start_it_anew_but_is_waited_for()
    {
        Look(0);
        _fleet.Boxes[0] = _fleet.Boxes[0] with { Processing = 1 };
        Look(3).Reasons.ShouldHaveSingleItem().ShouldBe("box cafe: 0 custom resources wait for a pass, 1 are in one");
        _fleet.Boxes[0] = _fleet.Boxes[0] with { Processing = 0 };
        Look(3.1).Steady.ShouldBeTrue();
    }

    [Fact]
    public void What_was_applied_must_be_seen()
    {
        _fleet.Resources.Clear();
        Look(0);
        Look(10).Reasons.ShouldHaveSingleItem().ShouldBe("Cafe shops/roma was applied, but box cafe does not see it");
    }

    [Fact]
    public void A_box_that_is_not_healthy_says_why()
    {
        _fleet.Boxes[0] = _fleet.Boxes[0] with { State = BoxState.Missing, Message = "the server serves no Cafe" };
        Look(10).Reasons.ShouldHaveSingleItem().ShouldBe("box cafe is missing: the server serves no Cafe");
    }

    [Fact]
    public void A_custom_resource_says_which_children_it_waits_for()
    {
        _fleet.Resources[0] = _fleet.Resources[0] with
        {
            Ready = false,
            Children =
            [
                new ChildView("apps/v1", "Deployment", "shops", "roma", false, "0 of 2 replicas are available"),
                new ChildView("v1", "Service", "shops", "roma", true, ""),
            ],
        };
        Look(10).Reasons.ShouldHaveSingleItem().ShouldBe("Cafe shops/roma is not ready: Deployment shops/roma: 0 of 2 replicas are available");
    }

    [Fact]
    public void A_failed_pass_is_the_reason_when_no_child_is()
    {
        _fleet.Resources[0] = _fleet.Resources[0] with { Ready = false, Message = "image must not be empty" };
        Look(10).Reasons.ShouldHaveSingleItem().ShouldBe("Cafe shops/roma is not ready: image must not be empty");
    }

    private SteadyVerdict Look(double seconds) => _watch.Look(_fleet.At(Start.AddSeconds(seconds)));
}
