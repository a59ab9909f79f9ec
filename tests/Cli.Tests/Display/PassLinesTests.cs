using Orkestra.Cli.Display;
using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Grains.Interfaces.Passes;
using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.Display;

public sealed class PassLinesTests
{
    [Fact]
    public void A_pass_that_wrote_is_one_line() =>
        PassLines.Line(Pass(PassResult.Done, 4, "")).ShouldNotBeNull().ShouldEndWith(" website default/hello: done, 4 writes, 12.5 ms (FirstListing)");

    [Fact]
    public void A_pass_that_failed_says_why() =>
        PassLines.Line(Pass(PassResult.Failed, 0, "somebody else owns it")).ShouldNotBeNull().ShouldEndWith(": failed, 0 writes, 12.5 ms (FirstListing): somebody else owns it");

    [Fact]
    public void A_pass_that_a_rule_ended_says_why() =>
        PassLines.Line(Pass(PassResult.Denied, 1, "spec.image: not ours")).ShouldNotBeNull().ShouldEndWith(": denied, 1 write, 12.5 ms (FirstListing): spec.image: not ours");

    [Theory]
    [InlineData(PassResult.Done)]
    [InlineData(PassResult.Waiting)]
    public void A_pass_that_did_nothing_is_silent(PassResult result) => PassLines.Line(Pass(result, 0, "waits")).ShouldBeNull();

    [Fact]
    public void A_box_that_changes_its_state_is_one_line() =>
        PassLines.Line(new FleetEvent.BoxChanged(DateTimeOffset.UnixEpoch, "website", BoxState.Missing, "no such kind")).ShouldNotBeNull().ShouldEndWith(" box website is missing: no such kind");

    private static FleetEvent.PassEnded Pass(PassResult result, int writes, string message) => new(
        DateTimeOffset.UnixEpoch,
        "website",
        "default",
        "hello",
        PassCauses.FirstListing,
        new PassOutcome(result, "Reason", message, writes, AllReady: false),
        TimeSpan.FromMilliseconds(12.5));
}
