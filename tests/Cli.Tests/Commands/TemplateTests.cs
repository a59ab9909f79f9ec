using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.Commands;

public sealed class TemplateTests : IDisposable
{
    private readonly CliRun _run = new() { WorkingDirectory = RepositoryRoot.Path };

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Children_come_in_apply_order_and_the_status_last()
    {
        (await _run.RunAsync("template", "-f", "examples/hello-website", "--cr", "examples/hello-website/cr.yaml")).ShouldBe(0, _run.Error);
        _run.OutLines.Where(line => line.StartsWith("kind: ", StringComparison.Ordinal)).ShouldBe(["kind: ConfigMap", "kind: Deployment", "kind: Service", "kind: Website"]);
        _run.OutLines.ShouldContain("# onReconcile.deployments[0] (examples/hello-website/katalog.yaml:26:17)");
        _run.OutLines.ShouldContain("  namespace: default");
        _run.Out.ShouldContain("  phase: Starting\n");
    }

    [Fact]
    public async Task Live_children_decide_what_the_status_shows()
    {
        _run.Write("live.yaml", """
            apiVersion: v1
            kind: List
            items:
              - apiVersion: apps/v1
                kind: Deployment
                metadata: { name: hello, namespace: default, generation: 1 }
                spec: { replicas: 2 }
                status: { observedGeneration: 1, replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2 }
            """);
        (await _run.RunAsync("template", "-f", "examples/hello-website", "--children", Path.Combine(_run.Folder.FullName, "live.yaml"))).ShouldBe(0, _run.Error);
        _run.Out.ShouldContain("  phase: Running\n");
        _run.Out.ShouldContain("  readyReplicas: 2\n");
    }

    [Fact]
    public async Task What_cannot_be_rendered_is_a_finding_with_its_place()
    {
        _run.Write("cr.yaml", "apiVersion: demo.example.io/v1\nkind: Mesh\nmetadata: { name: core }\nspec: { zones: [ { name: \"no_name\", shards: [ a ] } ] }\n");
        (await _run.RunAsync("template", "-f", "examples/nested-loops", "--cr", Path.Combine(_run.Folder.FullName, "cr.yaml"))).ShouldBe(1, _run.Out);
        _run.ErrorLines.ShouldContain(line => line.StartsWith("examples/nested-loops/katalog.yaml:20:23: error ORK0042: the name core-no_name-a ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_rule_refuses_is_told_with_the_place_of_each_rule_and_has_no_children()
    {
        (await _run.RunAsync("template", "-f", "examples/rules", "--cr", "examples/rules/cr-refused.yaml")).ShouldBe(1, _run.Error);
        _run.ErrorLines.ShouldBe(
        [
            "examples/rules/katalog.yaml:22:15: error ORK0043: [default/upload] spec.image: images come from registry.example.com (spec.crds.onlineservice.admission.validation.rules[0]) — correct the custom resource: nothing is made for it while this rule refuses it",
            "examples/rules/katalog.yaml:23:15: error ORK0043: [default/upload] spec.replicas: one to ten replicas, not 0 (spec.crds.onlineservice.admission.validation.rules[1]) — correct the custom resource: nothing is made for it while this rule refuses it",
        ]);
        _run.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_rule_warns_of_is_told_and_has_its_children()
    {
        (await _run.RunAsync("template", "-f", "examples/rules")).ShouldBe(0, _run.Error);
        _run.ErrorLines.ShouldHaveSingleItem().ShouldContain(": warning ORK0043: [default/search] spec.team: say which team owns it ");
        _run.Out.ShouldContain("  replicas: 2\n");
    }

    [Fact]
    public async Task What_the_schema_of_the_crd_refuses_is_refused()
    {
        _run.Write("cr.yaml", "apiVersion: web.example.io/v1\nkind: Website\nmetadata: { name: hello }\nspec: { title: x, replicas: many }\n");
        (await _run.RunAsync("template", "-f", "examples/hello-website", "--cr", Path.Combine(_run.Folder.FullName, "cr.yaml"))).ShouldBe(1, _run.Out);
        _run.ErrorLines.ShouldContain(line => line.Contains("cr.yaml:1:1: error ORK0041: ", StringComparison.Ordinal) && line.Contains("spec.replicas", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_object_of_another_kind_is_refused()
    {
        _run.Write("cr.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: hello }\n");
        (await _run.RunAsync("template", "-f", "examples/hello-website", "--cr", Path.Combine(_run.Folder.FullName, "cr.yaml"))).ShouldBe(1);
        _run.Error.ShouldContain("error ORK0041: no entry of the Katalog watches ConfigMap of v1");
    }
}
