using Orkestra.TestKit.Clusters;
using Orkestra.TestKit.ControlPlanes;
using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.Examples;

/// <summary>Every example gets steady, on DevCluster with <c>ork dev</c> and on a real API server with <c>ork run</c>.</summary>
public sealed class ExampleTests(RealClusterFixture real) : IDisposable
{
    private readonly CliRun _run = new() { WorkingDirectory = RepositoryRoot.Path };

    public static TheoryData<string> Folders =>
        [.. Directory.GetDirectories(Path.Combine(RepositoryRoot.Path, "examples")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    /// <summary>Those that are also run against servers; the others are simulated.</summary>
    public static TheoryData<string> FoldersWithTrees => [.. Folders.Select(row => row.Data).Where(ExpectedTrees.Has)];

    public void Dispose() => _run.Dispose();

    [Fact]
    public void There_is_an_example_for_each_concept() => Folders.Count.ShouldBeGreaterThanOrEqualTo(20);

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task An_example_does_what_its_simulation_expects(string folder)
    {
        (await _run.RunAsync("simulate", $"examples/{folder}")).ShouldBe(0, _run.Out + _run.Error);
        _run.OutLines[^1].ShouldEndWith("passed, 0 failed, 0 skipped");
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task An_example_has_no_findings(string folder)
    {
        (await _run.RunAsync("validate", "-f", $"examples/{folder}")).ShouldBe(0, _run.Out);
        // One example is there to show the older spelling, and gets told the present one.
        var lines = folder is "older-spelling" ? [.. _run.OutLines.Where(line => !line.Contains("warning ORK1065", StringComparison.Ordinal))] : _run.OutLines;
        lines.ShouldHaveSingleItem().ShouldContain(": 0 errors, ");
        if (folder is not "older-spelling")
            lines[0].ShouldEndWith(", 0 warnings");
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task An_example_has_a_readme(string folder) =>
        (await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "examples", folder, "README.md"), TestContext.Current.CancellationToken)).ShouldContain($"./ork dev examples/{folder}");

    [Theory]
    [InlineData("hello-website")]
    [InlineData("secrets-made-once")]
    [InlineData("state-machine")]
    public async Task An_example_passes_its_end_to_end_test(string folder)
    {
        (await _run.RunAsync("e2e", $"examples/{folder}", "--sim-delay", "100ms", "--timeout", "3m")).ShouldBe(0, _run.Out + _run.Error);
        _run.OutLines[^1].ShouldStartWith("1 passed, 0 failed");
        _run.Out.ShouldNotContain("  skip ");
    }

    [Theory]
    [MemberData(nameof(FoldersWithTrees))]
    public async Task An_example_gets_steady_in_a_dev_session(string folder)
    {
        var code = await _run.RunAsync("dev", $"examples/{folder}", "--exit-when-steady", "--timeout", "100s", "--sim-delay", "100ms");
        ShouldBeSteady(code, ExpectedTrees.Of(folder));
        _run.OutLines.Count(line => line.StartsWith("kubeconfig: ", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(FoldersWithTrees))]
    public async Task An_example_gets_steady_on_a_real_server(string folder)
    {
        var cluster = await real.ClusterAsync(TestContext.Current.CancellationToken);
        await using var simulation = new Simulation(cluster);
        var code = await _run.RunAsync(
            "run", "-f", $"examples/{folder}", "--apply", "--kubeconfig", cluster.KubeconfigPath(TestUsers.Orkestra), "--host", "127.0.0.1", "--port", "0", "--exit-when-steady", "--timeout", "100s");
        ShouldBeSteady(code, ExpectedTrees.Of(folder));
    }

    private void ShouldBeSteady(int code, IReadOnlyList<string> tree)
    {
        code.ShouldBe(0, _run.Out + _run.Error);
        _run.OutLines.Count(line => line.StartsWith("health: ", StringComparison.Ordinal)).ShouldBe(1);
        _run.OutLines[^1].ShouldStartWith("steady after ");
        _run.OutLines.SkipLast(1).TakeLast(tree.Count).Select(line => line.TrimEnd()).ShouldBe(tree);
    }
}
