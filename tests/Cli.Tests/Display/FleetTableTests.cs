using Orkestra.Cli.Display;
using Orkestra.Cli.Terminal;
using Orkestra.Grains.Interfaces.Fleet;
using Shouldly;
using Spectre.Console.Rendering;
using Xunit;

namespace Orkestra.Cli.Tests.Display;

public sealed class FleetTableTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly SessionFacts Facts = new("shop 1.0.0 (cafe)", "http://127.0.0.1:4711", "/tmp/k/kubeconfig", "kubectl get cafes -A");

    private readonly CliRun _run = new();
    private readonly FakeFleet _fleet = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void A_row_tells_object_phase_readiness_last_pass_passes_and_errors()
    {
        _fleet.Resources.Add(FakeFleet.Resource("cafe", "roma") with { Phase = "Open", LastPass = Now.AddSeconds(-75), Passes = 12, Errors = 1 });
        var text = Draw(FleetTable.Render(_fleet.At(Now), Facts, [], 40));
        text.ShouldMatch(@"object\s*│\s*phase\s*│\s*ready\s*│\s*last pass\s*│\s*passes\s*│\s*errors");
        text.ShouldMatch(@"Cafe shops/roma\s*│\s*Open\s*│\s*yes\s*│\s*1m15s\s*│\s*12\s*│\s*1 ");
        text.ShouldContain("http://127.0.0.1:4711/katalog");
        text.ShouldContain("/tmp/k/kubeconfig");
        text.ShouldContain("kubectl get cafes -A");
    }

    [Fact]
    public void Many_rows_are_cut_to_the_height_with_what_needs_attention_first()
    {
        for (var i = 0; i < 100; i++)
            _fleet.Resources.Add(FakeFleet.Resource("cafe", $"ready-{i}"));
        _fleet.Resources.Add(FakeFleet.Resource("cafe", "late", ready: false) with { Message = "Deployment [late] is not ready" });
        var text = Draw(FleetTable.Render(_fleet.At(Now), Facts, [], 30));
        text.Split('\n').Length.ShouldBeLessThanOrEqualTo(30);
        text.ShouldContain("shops/late");
        text.ShouldContain("Deployment [late] is not ready");
        text.IndexOf("shops/late", StringComparison.Ordinal).ShouldBeLessThan(text.IndexOf("shops/ready-0", StringComparison.Ordinal));
        text.ShouldContain("more");
    }

    [Fact]
    public void A_box_that_is_not_healthy_is_told_below()
    {
        _fleet.Boxes.Add(FakeFleet.Box("cafe", BoxState.Missing) with { Message = "the server serves no Cafe" });
        var text = Draw(FleetTable.Render(_fleet.At(Now), Facts, ["a warning"], 40));
        text.ShouldContain("no custom resources yet");
        text.ShouldContain("cafe is missing the server serves no Cafe");
        text.ShouldContain("a warning");
    }

    [Fact]
    public void The_final_tree_has_children_with_their_readiness()
    {
        _fleet.Resources.Add(FakeFleet.Resource("cafe", "roma") with
        {
            Phase = "Open",
            Children = [new ChildView("apps/v1", "Deployment", "shops", "roma", true, ""), new ChildView("v1", "Service", "shops", "roma", false, "no [address] yet")],
        });
        Draw(FinalTree.Render(_fleet.At(Now))).ShouldBe(
            """
            Cafe shops/roma Open ready
            ├── Deployment shops/roma ready
            └── Service shops/roma not ready: no [address] yet

            """);
    }

    [Theory]
    [InlineData(0.2, "now")]
    [InlineData(12, "12s")]
    [InlineData(200, "3m20s")]
    [InlineData(7300, "2h1m")]
    public void Ages_are_short(double seconds, string text) => FleetTable.Ago(TimeSpan.FromSeconds(seconds)).ShouldBe(text);

    private string Draw(IRenderable picture)
    {
        _run.Environment().CreateConsole().Write(picture);
        return string.Join('\n', _run.Out.Split('\n').Select(line => line.TrimEnd()));
    }
}
