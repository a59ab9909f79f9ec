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

        result.Diagnostics.ShouldHaveSingleItem().Id.ShouldBe("ORK1035");
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

        result.Diagnostics.ShouldHaveSingleItem().Id.ShouldBe("ORK1035");
        var definition = result.Definition.ShouldNotBeNull();
        definition.Setup.ShouldHaveSingleItem().Reference.ShouldBe("ns.yaml");
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
    public async Task A_mistake_in_an_E2E_file_is_told(string lines, string finding) => (await LoadAsync(lines)).Diagnostics.Where(static found => found.Id is not "ORK1035").Select(Found.Short).ShouldBe([finding]);

    private static Task<E2ELoadResult> LoadAsync(string lines) => new E2ELoader(new Sources().With("e2e.yaml", Head + lines)).LoadAsync("e2e.yaml", CancellationToken.None);
}
