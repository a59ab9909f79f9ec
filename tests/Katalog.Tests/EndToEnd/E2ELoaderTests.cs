using System.Text.Json.Nodes;
using Orkestra.Katalog.EndToEnd;
using Orkestra.Katalog.Tests.Loading;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.EndToEnd;

/// <summary>E2E files, and what can be wrong in them.</summary>
public sealed class E2ELoaderTests
{
    private const string Head = "apiVersion: orkestra.orkspace.io/v1\nkind: E2E\nmetadata: { name: e2e }\n";

    [Theory]
    [InlineData("beginner-01-hello-website", 3)]
    [InlineData("beginner-02-with-serviceaccount", 3)]
    [InlineData("intermediate-04-multi-resource", 0)]
    [InlineData("intermediate-05-conditional-reconciliation", 5)]
    [InlineData("intermediate-08-state-machine", 4)]
    [InlineData("security-namespace-protection", 3)]
    [InlineData("usecase-crd-conversion-with-webhooks", 6)]
    public async Task An_E2E_file_of_the_Go_implementation_loads(string set, int steps)
    {
        var result = await new E2ELoader(new CompatSources(set)).LoadAsync("e2e.yaml", CancellationToken.None);

        result.Diagnostics.ShouldBeEmpty();
        var count = result.Definition.ShouldNotBeNull().Steps.Count;
        if (steps > 0)
            count.ShouldBe(steps);
    }

    [Fact]
    public async Task A_step_runs_changes_before_questions()
    {
        var result = await LoadAsync(
            """
            spec:
              katalog: k.yaml
              setup: { apply: [ ns.yaml ] }
              expect:
                - name: scaled
                  after: cr-deleted
                  timeout: 90s
                  kubectl:
                    get: [ { kind: Shop, name: a, field: .status.phase, oneOf: [ Ready, Done ] } ]
                    patch: [ { kind: Shop, name: a, patch: "{}" } ]
                  commands: [ { run: "true", outputContains: x } ]
                  resources: [ { kind: Deployment, count: 0 } ]
            """);

        result.Diagnostics.ShouldBeEmpty();
        var definition = result.Definition.ShouldNotBeNull();
        definition.Setup.Files.ShouldHaveSingleItem().Reference.ShouldBe("ns.yaml");
        var step = definition.Steps.ShouldHaveSingleItem();
        (step.AfterDeletion, step.Timeout).ShouldBe((true, TimeSpan.FromSeconds(90)));
        step.Kubectl.Select(action => action.Verb).ShouldBe(["patch", "get"]);
        step.Kubectl[1].Assertions.ShouldHaveSingleItem().Values.ShouldBe(["Ready", "Done"]);
        step.Kubectl[1].Arguments.ContainsKey("oneOf").ShouldBeFalse();
        step.Commands.ShouldHaveSingleItem().Assertions.ShouldHaveSingleItem().Operator.ShouldBe("outputContains");
        step.Resources.ShouldHaveSingleItem().Count.ShouldBe(0);
    }

    [Theory]
    [InlineData("spec: { katalog: a, expect: [ { after: cr-applied } ] }", "ORK1007 e2e.yaml:4:31 spec.expect[0]")]
    [InlineData("spec: { katalog: a, expect: [ { name: a, after: cr-gone } ] }", "ORK1010 e2e.yaml:4:49 spec.expect[0].after")]
    [InlineData("spec: { katalog: a, cluster: { provder: kind } }", "ORK1003 e2e.yaml:4:32 spec.cluster.provder")]
    [InlineData("spec: { katalog: a, expect: [ { name: a, kubectl: { gett: [] } } ] }", "ORK1003 e2e.yaml:4:53 spec.expect[0].kubectl.gett")]
    [InlineData("spec: { katalog: a, expect: [ { name: a, kubectl: { get: [ { kind: A, feld: .a } ] } } ] }", "ORK1003 e2e.yaml:4:71 spec.expect[0].kubectl.get[0].feld")]
    [InlineData("spec: { katalog: a, expect: [ { name: a, kubectl: { get: [ { name: a } ] } } ] }", "ORK1007 e2e.yaml:4:60 spec.expect[0].kubectl.get[0]")]
    [InlineData("spec: { katalog: a, expect: [ { name: a, kubectl: { get: [ { kind: A, jq: '.. | a' } ] } } ] }", "ORK1070 e2e.yaml:4:75 spec.expect[0].kubectl.get[0].jq")]
    [InlineData("spec: { katalog: a, expect: [ { name: a, kubectl: { get: [ { kind: A, field: '{range .a}', equals: b } ] } } ] }", "ORK1070 e2e.yaml:4:78 spec.expect[0].kubectl.get[0].field")]
    [InlineData("spec: { katalog: a, expect: [ { name: a, commands: [ { run: a, greaterThan: many } ] } ] }", "ORK1071 e2e.yaml:4:77 spec.expect[0].commands[0].greaterThan")]
    [InlineData("spec: { katalog: a, expect: [ { name: a, commands: [ { run: a, regex: '(' } ] } ] }", "ORK1071 e2e.yaml:4:71 spec.expect[0].commands[0].regex")]
    public async Task A_mistake_in_an_E2E_file_is_told(string lines, string finding) => (await LoadAsync(lines)).Diagnostics.Select(Found.Short).ShouldBe([finding]);

    [Theory]
    [InlineData("""{ "spec": { "size": 3 } }""", true)]
    [InlineData("""{ "spec": { "size": 1 } }""", false)]
    [InlineData(null, false)]
    public async Task A_step_with_conditions_looks_at_the_first_custom_resource(string? customResource, bool runs)
    {
        var result = await LoadAsync("spec: { katalog: k.yaml, notes: [ { name: size, expression: '{{ .spec.size }}' } ], expect: [ { name: a, when: [ { field: '{{ size }}', greaterThan: 2 } ] }, { name: b } ] }");

        result.Diagnostics.ShouldBeEmpty();
        var steps = result.Definition.ShouldNotBeNull().Steps;
        steps.Select(static step => step.IsConditional).ShouldBe([true, false]);
        steps[0].Runs(customResource is null ? null : JsonNode.Parse(customResource)!.AsObject(), DateTimeOffset.UnixEpoch).ShouldBe(runs);
    }

    [Fact]
    public async Task Setup_imports_and_what_is_shown_on_failure_are_read()
    {
        var definition = (await LoadAsync(
            """
            imports: [ a.yaml, { path: b.yaml, freshCluster: true } ]
            spec:
              katalog: k.yaml
              custom: { target: kubernetes }
              setup: { wait: [ { kind: Deployment, name: a, timeout: 5s } ], helm: { name: r, chart: c, values: { a: 1 } } }
              onFailure: { kubectl: { logs: [ { pod: a } ] }, commands: [ { run: date } ] }
            """)).Definition.ShouldNotBeNull();

        definition.Imports.Select(static import => (import.File.Reference, import.FreshCluster)).ShouldBe([("a.yaml", false), ("b.yaml", true)]);
        definition.TestsForeignOperator.ShouldBeTrue();
        definition.Setup.Waits.ShouldHaveSingleItem().Timeout.ShouldBe(TimeSpan.FromSeconds(5));
        definition.Setup.Charts.ShouldHaveSingleItem().Values!.ToJsonString().ShouldBe("""{"a":1}""");
        definition.OnFailure.Kubectl.ShouldHaveSingleItem().Verb.ShouldBe("logs");
        definition.OnFailure.Commands.ShouldHaveSingleItem().Run.ShouldBe("date");
    }

    private static Task<E2ELoadResult> LoadAsync(string lines) => new E2ELoader(new Sources().With("e2e.yaml", Head + lines)).LoadAsync("e2e.yaml", CancellationToken.None);
}
