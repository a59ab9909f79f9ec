using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.Simulation;

public sealed class SimulateTests : IAsyncLifetime
{
    private readonly CliRun _run = new();

    public async ValueTask InitializeAsync() => (await _run.RunAsync("init", "shop")).ShouldBe(0, _run.Error);

    public ValueTask DisposeAsync()
    {
        _run.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_init_writes_passes_its_simulation()
    {
        (await _run.RunAsync("simulate", "shop")).ShouldBe(0, _run.Out + _run.Error);
        _run.OutLines.ShouldContain(line => line.StartsWith("PASS shop/simulate.yaml: my-operator, 4 cycles, ", StringComparison.Ordinal));
        _run.OutLines[^1].ShouldBe("1 passed, 0 failed, 0 skipped");
    }

    [Fact]
    public async Task A_simulation_does_the_same_each_time()
    {
        var first = await OperationsAsync();
        for (var again = 0; again < 3; again++)
            (await OperationsAsync()).ShouldBe(first);
        first.Select(line => line.Trim()).ShouldContain("cycle 1: apply deployments default/hello (created)");
        first.ShouldNotContain(line => line.Contains("cycle 3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_missing_operation_is_shown_with_what_was_there_instead()
    {
        _run.Write("shop/simulate.yaml", Simulation("ops: [ { cycle: 1, verb: create, resource: deployments, name: helo } ]"));
        (await _run.RunAsync("simulate", "shop")).ShouldBe(1, _run.Out);
        _run.Out.ShouldContain("shop/simulate.yaml:9:12: error ORK0050: expected cycle 1: create deployments helo, and there was only hello");
        _run.Out.ShouldContain("  - cycle 1: create deployments helo");
        _run.Out.ShouldContain("  + cycle 1: apply deployments default/hello (created)");
        _run.OutLines[^1].ShouldBe("0 passed, 1 failed, 0 skipped");
    }

    [Theory]
    [InlineData("ops: [ { cycle: 2, verb: create, resource: deployments } ]", "it came in cycle 1")]
    [InlineData("ops: [ { verb: delete, resource: deployments } ]", "there was apply deployments default/hello (created)")]
    [InlineData("ops: [ { resource: ingresses } ]", "there was nothing on ingresses")]
    [InlineData("ops: [ { resource: services, count: 2 } ]", "there was one")]
    [InlineData("absent: [ { resource: services } ]", "in cycle 1 there was apply services default/hello (created)")]
    [InlineData("steady: false", "expected operations to the end")]
    [InlineData("steadyAt: 1", "expected nothing from cycle 1 on")]
    public async Task What_differs_is_said(string expectation, string message)
    {
        _run.Write("shop/simulate.yaml", Simulation(expectation));
        (await _run.RunAsync("simulate", "shop")).ShouldBe(1, _run.Out);
        _run.Out.ShouldContain("error ORK0050");
        _run.Out.ShouldContain(message);
    }

    [Theory]
    [InlineData("ops: [ { cycle: 1, verb: apply, resource: deployments, name: hello, count: 1 } ]")]
    [InlineData("ops: [ { cycle: 2, verb: patch, resource: websites/status } ]")]
    [InlineData("absent: [ { cycle: 2, resource: deployments } ]")]
    [InlineData("steadyAt: 3")]
    [InlineData("crds: { website: { steady: true, ops: [ { resource: services } ] } }")]
    public async Task What_is_as_expected_passes(string expectation)
    {
        _run.Write("shop/simulate.yaml", Simulation(expectation));
        (await _run.RunAsync("simulate", "shop")).ShouldBe(0, _run.Out + _run.Error);
    }

    [Fact]
    public async Task A_pass_that_fails_is_an_error_of_the_simulation()
    {
        var katalog = await File.ReadAllTextAsync(Path.Combine(_run.Folder.FullName, "shop/katalog.yaml"), TestContext.Current.CancellationToken);
        _run.Write("shop/katalog.yaml", katalog.Replace("port: 80", "port: \"{{ .spec.image }}\"", StringComparison.Ordinal));
        _run.Write("shop/simulate.yaml", Simulation("noErrors: true"));
        (await _run.RunAsync("simulate", "shop")).ShouldBe(1, _run.Out);
        _run.Out.ShouldContain("expected no errors");
    }

    [Fact]
    public async Task A_denied_custom_resource_is_an_error_of_one_cycle_and_writes_its_status_once()
    {
        var katalog = await File.ReadAllTextAsync(Path.Combine(_run.Folder.FullName, "shop/katalog.yaml"), TestContext.Current.CancellationToken);
        _run.Write("shop/katalog.yaml", katalog.Replace("      operatorBox:", "      validation: { rules: [ { field: spec.image, prefix: ours/, message: not ours } ] }\n      operatorBox:", StringComparison.Ordinal));
        _run.Write("shop/simulate.yaml", Simulation("noErrors: true"));
        (await _run.RunAsync("simulate", "shop")).ShouldBe(1, _run.Out);
        _run.Out.ShouldContain("expected no errors");
        _run.Out.ShouldContain("cycle 1: website default/hello: DenyRuleViolation: spec.image: not ours");
        _run.Out.ShouldNotContain("cycle 2: website");

        _run.Write("shop/simulate.yaml", Simulation("{ steadyAt: 2, ops: [ { cycle: 1, verb: patch, resource: websites/status, count: 1 } ], absent: [ { resource: deployments }, { resource: services } ] }"));
        (await _run.RunAsync("simulate", "shop")).ShouldBe(0, _run.Out);
    }

    [Fact]
    public async Task Without_expectations_the_operations_are_printed()
    {
        _run.Write("shop/simulate.yaml", Simulation(null));
        (await _run.RunAsync("simulate", "shop/simulate.yaml")).ShouldBe(0, _run.Out);
        _run.Out.ShouldContain("DONE shop/simulate.yaml");
        _run.Out.ShouldContain("  cycle 1: apply services default/hello (created)");
    }

    [Fact]
    public async Task A_set_without_a_crd_gets_one_that_keeps_every_field()
    {
        File.Delete(Path.Combine(_run.Folder.FullName, "shop/crd.yaml"));
        (await _run.RunAsync("simulate", "shop")).ShouldBe(0, _run.Out + _run.Error);
        _run.Out.ShouldContain("note: ./crd.yaml is not there: a CRD was made for Website of my.example.io/v1");
    }

    [Fact]
    public async Task A_report_for_ci_has_a_case_for_each_file()
    {
        _run.Write("shop/simulate-2.yaml", Simulation("ops: [ { resource: ingresses } ]"));
        (await _run.RunAsync("simulate", "shop", "--junit", "report.xml")).ShouldBe(1, _run.Out);
        var suite = XDocument.Load(Path.Combine(_run.Folder.FullName, "report.xml")).Root!.Element("testsuite")!;
        ((int)suite.Attribute("tests")!).ShouldBe(2);
        ((int)suite.Attribute("failures")!).ShouldBe(1);
        suite.Elements("testcase").Single(test => test.Element("failure") is not null).Attribute("classname")!.Value.ShouldBe("shop/simulate-2.yaml");
    }

    [Fact]
    public async Task A_folder_without_simulations_is_said()
    {
        _run.Folder.CreateSubdirectory("empty");
        (await _run.RunAsync("simulate", "empty")).ShouldBe(1);
        _run.ErrorLines.ShouldHaveSingleItem().ShouldContain("error ORK0051");
    }

    [Fact]
    public async Task Mistakes_of_the_file_have_their_places()
    {
        _run.Write("shop/simulate.yaml", Simulation("opps: []"));
        (await _run.RunAsync("simulate", "shop")).ShouldBe(1);
        _run.Out.ShouldContain("shop/simulate.yaml:9:5: error ORK1003: ");
    }

    [Fact]
    public async Task A_dry_run_writes_nothing()
    {
        (await _run.RunAsync("simulate", "shop", "--dry-run")).ShouldBe(0, _run.Out);
        _run.Out.ShouldContain("note: not run: --dry-run");
    }

    private static string Simulation(string? expectation) =>
        "apiVersion: orkestra.orkspace.io/v1\nkind: Simulate\nmetadata: { name: test }\nspec:\n  katalog: ./katalog.yaml\n  cr: ./cr.yaml\n  cycles: 3\n"
        + (expectation is null ? "" : $"  expect:\n    {expectation}\n");

    private async Task<IReadOnlyList<string>> OperationsAsync()
    {
        using var run = new CliRun { WorkingDirectory = _run.Folder.FullName };
        (await run.RunAsync("simulate", "shop", "--debug-ops")).ShouldBe(0, run.Out + run.Error);
        return [.. run.OutLines.Where(line => line.StartsWith("  cycle ", StringComparison.Ordinal))];
    }
}
