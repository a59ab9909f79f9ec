using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.Compatibility;

/// <summary>The simulations that were written for the Go implementation pass here, unchanged.</summary>
public sealed class CompatSimulationTests : IDisposable
{
    private const string Absent = "(the sets are not here)";

    private readonly CliRun _run = new();

    public static TheoryData<string> Simulations => CompatSet.Simulations.Count == 0 ? [Absent] : [.. CompatSet.Simulations];

    public void Dispose() => _run.Dispose();

    [Theory]
    [MemberData(nameof(Simulations))]
    public async Task A_simulation_of_the_go_implementation_passes(string simulation)
    {
        Assert.SkipWhen(simulation is Absent, "set ORK_COMPAT_EXAMPLES to the folder of the sets");
        CompatSet.CopyTo(simulation.Split('/')[0], _run.Folder);

        (await _run.RunAsync("simulate", simulation, "--debug-ops")).ShouldBe(0, _run.Out + _run.Error);
        Assert.SkipWhen(_run.OutLines[^1].EndsWith("1 skipped", StringComparison.Ordinal), _run.Out);
        _run.OutLines[^1].ShouldBe("1 passed, 0 failed, 0 skipped");
    }
}
