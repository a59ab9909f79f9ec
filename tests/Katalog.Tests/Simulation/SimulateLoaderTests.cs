using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Simulation;
using Orkestra.Katalog.Tests.Loading;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Simulation;

/// <summary>Simulate files, and what can be wrong in them.</summary>
public sealed class SimulateLoaderTests
{
    private const string Head = "apiVersion: orkestra.orkspace.io/v1\nkind: Simulate\nmetadata: { name: sim }\n";

    [Fact]
    public async Task A_Simulate_file_has_a_typed_model()
    {
        var result = await LoadAsync(Head +
            """
            spec:
              katalog: ./katalog.yaml
              crd: ./crd.yaml
              crdFiles: [ ./other.yaml ]
              cr: cr.yaml
              cycles: 3
              skipExternal: true
              target: web
              external: [ { name: a, url: "http://x*", status: 503, body: { b: 1 }, fromCycle: 2 }, { error: refused, body: text } ]
              expect:
                steady: true
                steadyAt: 2
                noErrors: true
                ops:
                  - { cycle: 1, verb: apply, resource: deployments, name: a, count: 2 }
                absent: [ { resource: jobs } ]
                crds:
                  shop: { steady: false }
            imports: [ ./more.yaml ]
            """);

        result.Diagnostics.ShouldBeEmpty();
        var definition = result.Definition.ShouldNotBeNull();
        definition.Name.ShouldBe("sim");
        definition.Katalog.ShouldNotBeNull().ShouldBe(new SourceReference("./katalog.yaml", "sim.yaml", definition.Katalog.Place));
        definition.CrdFiles.Select(file => file.Reference).ShouldBe(["./crd.yaml", "./other.yaml"]);
        definition.CrFiles.ShouldHaveSingleItem().Reference.ShouldBe("cr.yaml");
        definition.External.ShouldBe([new ScriptedAnswer("a", "http://x*", 503, """{"b":1}""", "", 2), new ScriptedAnswer(null, null, null, "text", "refused", 1)]);
        (definition.Cycles, definition.SkipExternal, definition.Target).ShouldBe((3, true, "web"));
        var expect = definition.Expect.ShouldNotBeNull();
        (expect.Steady, expect.SteadyAt, expect.NoErrors).ShouldBe((true, 2, true));
        var operation = expect.Operations.ShouldHaveSingleItem();
        operation.ShouldBe(new ExpectedOperation("deployments", 1, "apply", "a", 2, operation.Place));
        operation.Place.Line.ShouldBe(18);
        expect.Absent.ShouldHaveSingleItem().Verb.ShouldBeNull();
        definition.ExpectOfEntries["shop"].Steady.ShouldBe(false);
        definition.Imports.ShouldHaveSingleItem().Reference.ShouldBe("./more.yaml");
    }

    [Theory]
    [InlineData("spec: {}", "ORK1007 sim.yaml:4:7 spec")]
    [InlineData("spec: { katalog: a, cycels: 3 }", "ORK1003 sim.yaml:4:21 spec.cycels")]
    [InlineData("spec: { katalog: a, cycles: 0 }", "ORK1009 sim.yaml:4:29 spec.cycles")]
    [InlineData("spec: { katalog: a, expect: { ops: [ { verb: make, resource: x } ] } }", "ORK1010 sim.yaml:4:46 spec.expect.ops[0].verb")]
    [InlineData("spec: { katalog: a, expect: { absent: [ { name: x } ] } }", "ORK1007 sim.yaml:4:41 spec.expect.absent[0]")]
    [InlineData("", "ORK1007 sim.yaml:1:1 ")]
    public async Task A_mistake_in_a_Simulate_file_is_told(string lines, string finding)
    {
        var result = await LoadAsync(Head + lines);

        result.Diagnostics.Select(Found.Short).ShouldBe([finding]);
        result.Definition.ShouldBeNull();
    }

    [Fact]
    public async Task A_Katalog_is_no_Simulate_file() =>
        (await LoadAsync(Head.Replace("Simulate", "Katalog", StringComparison.Ordinal))).Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("this is a Katalog, not a Simulate");

    [Theory]
    [InlineData("beginner-02-with-serviceaccount", "simulate.yaml", 3)]
    [InlineData("intermediate-05-conditional-resources", "simulate-free.yaml", 2)]
    [InlineData("intermediate-05-conditional-resources", "simulate-enterprise.yaml", 5)]
    [InlineData("intermediate-05-conditional-reconciliation", "simulate-gated.yaml", 0)]
    [InlineData("intermediate-05-conditional-reconciliation", "simulate-enabled.yaml", 0)]
    [InlineData("intermediate-09-notes-user-defined", "simulate.yaml", 1)]
    [InlineData("usecase-external-01-health-gate", "simulate.yaml", 1)]
    public async Task A_Simulate_file_of_the_Go_implementation_loads(string set, string file, int operations)
    {
        var result = await new SimulateLoader(new CompatSources(set)).LoadAsync(file, CancellationToken.None);

        result.Diagnostics.ShouldBeEmpty();
        result.Definition.ShouldNotBeNull().Expect.ShouldNotBeNull().Operations.Count.ShouldBe(operations);
    }

    private static Task<SimulateLoadResult> LoadAsync(string text) => new SimulateLoader(new Sources().With("sim.yaml", text)).LoadAsync("sim.yaml", CancellationToken.None);
}
