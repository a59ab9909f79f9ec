using Orkestra.Cli.Tests.EndToEnd;
using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.Compatibility;

/// <summary>The end-to-end tests that were written for the Go implementation pass here, unchanged; what does not is listed.</summary>
public sealed class CompatE2ETests(E2EServerFixture fixture) : IClassFixture<E2EServerFixture>, IDisposable
{
    private const string Absent = "(the sets are not here)";

    private readonly CliRun _run = new();

    public static TheoryData<string> Sets => CompatSet.EndToEnd.Count == 0 ? [Absent] : [.. CompatSet.EndToEnd];

    public void Dispose() => _run.Dispose();

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task A_test_of_the_go_implementation_passes_on_a_dev_cluster(string set) => await RunAsync(set, ["--provider", "devcluster", "--sim-delay", "100ms"]);

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task A_test_of_the_go_implementation_passes_on_a_real_server(string set)
    {
        Assert.SkipWhen(set is Absent, "set ORK_COMPAT_EXAMPLES to the folder of the sets");
        var server = await fixture.ServerAsync(TestContext.Current.CancellationToken);
        await RunAsync(set, server.Options);
    }

    [Fact]
    public void Every_deviation_is_documented_and_of_a_set()
    {
        var table = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "tests", "compat", "README.md"));
        foreach (var (set, step) in E2EDeviations.All)
            table.ShouldContain(line => line.StartsWith($"| {set} | {step} |", StringComparison.Ordinal));
        table.Count(static line => line.StartsWith("| ", StringComparison.Ordinal)).ShouldBe(E2EDeviations.All.Count + 1);
        if (CompatSet.EndToEnd.Count > 0)
            E2EDeviations.All.Keys.ShouldBeSubsetOf(CompatSet.EndToEnd);
    }

    private async Task RunAsync(string set, string[] options)
    {
        Assert.SkipWhen(set is Absent, "set ORK_COMPAT_EXAMPLES to the folder of the sets");
        CompatSet.CopyTo(set, _run.Folder);
        _run.Variables["PATH"] = E2EServer.Path();
        var deviation = E2EDeviations.All.GetValueOrDefault(set);
        // The files' own times are for a machine that does nothing else.
        var code = await _run.RunAsync(["e2e", $"{set}/e2e.yaml", .. options, "--timeout", deviation is null ? "5m" : "30s"]);
        if (deviation is null)
        {
            code.ShouldBe(0, _run.Out + _run.Error);
            _run.OutLines[^1].ShouldStartWith("1 passed, 0 failed");
            return;
        }

        code.ShouldBe(1, $"{set} is listed as a deviation and passes: take it off the list\n{_run.Out}");
        if (deviation is E2EDeviations.NotStarted)
            _run.OutLines.ShouldNotContain(line => line.StartsWith("RUN ", StringComparison.Ordinal));
        else
            _run.OutLines.First(line => line.StartsWith("  FAIL ", StringComparison.Ordinal)).ShouldStartWith($"  FAIL {deviation},", Case.Sensitive, _run.Out);
    }
}
