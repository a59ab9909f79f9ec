using Orkestra.Katalog.Admission;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;
using Orkestra.Katalog.Tests.Rendering;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Loading;

/// <summary>Rules, older gates, dependencies and conversions: their model, what they do, and what can be wrong in them.</summary>
public sealed class RuleTests
{
    private const string Child = "operatorBox:\n  onReconcile:\n    configMaps:\n      - { name: a, data: { size: \"{{ .spec.size }}\" } }\n";

    [Theory]
    [InlineData("{}", "2")]
    [InlineData("{ \"size\": \"\" }", "2")]
    [InlineData("{ \"size\": 7 }", "7")]
    public async Task A_default_fills_what_is_absent_or_empty(string spec, string size)
    {
        var entry = await EntryAsync(Child + "admission:\n  mutation:\n    rules: [ { field: spec.size, default: 2, valueType: int } ]");

        EntryRenderer.RenderChildren(entry, Render.Context(spec)).Children.ShouldHaveSingleItem().Object.ShouldNotBeNull()["data"]!["size"]!.GetValue<string>().ShouldBe(size);
    }

    [Fact]
    public async Task An_override_always_counts_and_sees_the_rules_before_it()
    {
        var entry = await EntryAsync(Child + "mutation:\n  rules:\n    - { field: spec.base, default: big }\n    - { field: spec.size, override: \"{{ .spec.base }}ger\" }");

        EntryRenderer.RenderChildren(entry, Render.Context("{ \"size\": 7 }")).Children[0].Object.ShouldNotBeNull()["data"]!["size"]!.GetValue<string>().ShouldBe("bigger");
    }

    [Fact]
    public async Task All_violations_are_told_together_and_nothing_is_rendered()
    {
        var entry = await EntryAsync(Child +
            """
            validation:
              rules:
                - { field: spec.image, operator: exists, message: "image of {{ .metadata.name }}" }
                - { field: spec.size, greaterThan: 3, action: deny }
                - { field: spec.zone, operator: exists, action: warn, message: think }
                - { field: spec.image, operator: exists, when: [ { field: spec.size, equals: "9" } ] }
                - { field: spec.other, operator: exists, fires: { reconcile: false } }
            """);

        var refused = EntryRenderer.RenderChildren(entry, Render.Context("{ \"size\": 1 }"));

        refused.IsDenied.ShouldBeTrue();
        refused.Children.ShouldBeEmpty();
        refused.NamesComplete.ShouldBeFalse("nothing may be pruned");
        refused.Violations.Select(violation => $"{violation.Field}: {violation.Message} ({violation.Rule}{(violation.IsWarning ? ", warns" : "")})").ShouldBe(
        [
            "spec.image: image of corner (admission.validation.rules[0])",
            "spec.size: the value is not allowed (admission.validation.rules[1])",
            "spec.zone: think (admission.validation.rules[2], warns)",
        ]);
        EntryRenderer.Validate(entry, Render.Context("{ \"size\": 1 }")).Select(violation => (violation.Field, violation.IsWarning)).ShouldBe(
            [("spec.image", false), ("spec.size", false), ("spec.zone", true), ("spec.other", false)]);
        var allowed = EntryRenderer.RenderChildren(entry, Render.Context("{ \"size\": 4, \"image\": \"a\" }"));
        (allowed.IsDenied, allowed.Children.Count, allowed.Violations.Count).ShouldBe((false, 1, 1));
    }

    [Fact]
    public async Task A_violation_says_where_more_is_written_about_its_rule()
    {
        var entry = await EntryAsync(Child + "validation:\n  rules: [ { field: spec.zone, operator: exists, message: think, link: \"https://example.com/zones\" } ]");

        EntryRenderer.Validate(entry, Render.Context()).ShouldHaveSingleItem().Message.ShouldBe("think (see https://example.com/zones)");
    }

    [Fact]
    public async Task The_older_gate_says_whether_children_are_wanted()
    {
        var entry = await EntryAsync("operatorBox:\n  preReconcile:\n    when: [ { field: \"{{ .spec.on }}\", equals: \"true\" } ]\n" + Child["operatorBox:\n".Length..]);

        EntryRenderer.RenderChildren(entry, Render.Context("{ \"on\": true }")).Children.Count.ShouldBe(1);
        var off = EntryRenderer.RenderChildren(entry, Render.Context("{ \"on\": false }"));
        (off.Children.Count, off.NamesComplete, off.IsGated).ShouldBe((0, true, true));
    }

    [Theory]
    [InlineData("reconcileGate: { when: [ { field: spec.on, equals: \"true\" } ] }", "{ \"on\": true }", true)]
    [InlineData("reconcileGate: { when: [ { field: spec.on, equals: \"true\" } ] }", "{}", false)]
    [InlineData("enqueueGate: { or: [ { field: spec.on, operator: exists }, { field: spec.off, operator: exists } ] }", "{ \"off\": 1 }", true)]
    [InlineData("enqueueGate: { or: [ { field: spec.on, operator: exists } ] }\n    reconcileGate: { when: [ { field: spec.off, operator: exists } ] }", "{ \"off\": 1 }", false)]
    [InlineData("reconcileGate: { when: [ { field: \"{{ index .spec.list 9 }}\", equals: x } ] }", "{ \"list\": [] }", true)]
    [InlineData("reconcileGate: { failPolicy: closed, when: [ { field: \"{{ index .spec.list 9 }}\", equals: x } ] }", "{ \"list\": [] }", false)]
    public async Task A_gate_says_whether_a_pass_may_be_made(string gate, string spec, bool open)
    {
        var entry = await EntryAsync($"operatorBox:\n  preReconcile:\n    {gate}\n" + Child["operatorBox:\n".Length..]);

        GateKeeper.Ask(entry, Render.Context(spec)).IsOpen.ShouldBe(open);
        entry.NotExecuted.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("[ b, c ]", "b started, c started")]
    [InlineData("{ b: healthy }", "b healthy")]
    [InlineData("{ b: { condition: healthy }, c: {} }", "b healthy, c started")]
    public async Task A_dependency_has_three_forms(string written, string expected)
    {
        var result = await Sources.WithCrd().LoadAsync(Found.Entry($"dependsOn: {written}"));

        string.Join(", ", result.Katalog.ShouldNotBeNull().Entries[0].DependsOn.Select(dependency => $"{dependency.Entry} {dependency.Condition}")).ShouldBe(expected);
        result.Diagnostics.ShouldContain(found => found.Id == "ORK1042");
    }

    [Fact]
    public async Task A_circle_of_dependencies_is_told_with_its_path()
    {
        var entries = string.Concat(new[] { ("a", "b"), ("b", "c"), ("c", "a") }.Select(pair => $"    {pair.Item1}: {{ apiTypes: {{ group: x.y, version: v1, kind: K{pair.Item1} }}, dependsOn: [ {pair.Item2} ] }}\n"));
        var result = await Sources.WithCrd().LoadAsync($"apiVersion: orkestra.orkspace.io/v1\nkind: Katalog\nmetadata: {{ name: x }}\nspec:\n  crds:\n{entries}");

        result.Diagnostics.Where(found => found.Id == "ORK1043").ShouldHaveSingleItem().Message.ShouldBe("entries depend on each other: a → b → c → a");
    }

    [Theory]
    [InlineData("validation: { rules: [ { field: spec.a, operatr: exists } ] }", "ORK1003 8:47 spec.crds.shop.validation.rules[0].operatr")]
    [InlineData("validation: { rules: [ { field: spec.a, operator: exist } ] }", "ORK1130 8:57 spec.crds.shop.validation.rules[0].operator")]
    [InlineData("validation: { rules: [ { field: spec.a, exists: true, action: audit } ] }", "ORK1010 8:69 spec.crds.shop.validation.rules[0].action")]
    [InlineData("mutation: { rules: [ { field: spec.a } ] }", "ORK1007 8:28 spec.crds.shop.mutation.rules[0]")]
    [InlineData("mutation: { rules: [ { field: status.a, default: 1 } ] }", "ORK1021 8:37 spec.crds.shop.mutation.rules[0].field")]
    [InlineData("validation: { anyOf: [] }", "ORK1003 8:21 spec.crds.shop.validation.anyOf")]
    [InlineData("admission: { validation: {} }\nvalidation: {}", "ORK1020 9:19 spec.crds.shop.validation")]
    [InlineData("conversion: { paths: [ { from: v1, to: v2, spec: {} } ] }", "ORK1007 8:30 spec.crds.shop.conversion.paths[0]")]
    [InlineData("operatorBox: { observe: { cross: [ { crd: a, labels: b } ] } }", "ORK1004 8:52 spec.crds.shop.operatorBox.observe.cross[0].labels")]
    [InlineData("operatorBox: { observe: { cross: [ { crd: a, source: { type: cr } } ] } }", "ORK1004 8:62 spec.crds.shop.operatorBox.observe.cross[0].source.type")]
    [InlineData("operatorBox: { reconcile: { hooks: { function: A, resources: [] } } }", "ORK1004 8:57 spec.crds.shop.operatorBox.reconcile.hooks.resources")]
    [InlineData("operatorBox: { onReconcile: { external: [ { name: a, url: b, protocol: grpc } ] } }", "ORK1010 8:78 spec.crds.shop.operatorBox.onReconcile.external[0].protocol")]
    [InlineData("operatorBox: { preReconcile: { sentinels: [ generationChange ] } }", "ORK1010 8:51 spec.crds.shop.operatorBox.preReconcile.sentinels[0]")]
    [InlineData("dependsOn: { a: started1 }", "ORK1010 8:23 spec.crds.shop.dependsOn.a")]
    public async Task A_mistake_is_told_with_its_place(string lines, string finding)
    {
        var result = await Sources.WithCrd().LoadAsync(Found.Entry(lines));

        result.Diagnostics.Where(found => found.Severity == Diagnostics.DiagnosticSeverity.Error).Select(Found.Short).ShouldBe([finding]);
    }

    private static async Task<CrdEntry> EntryAsync(string lines)
    {
        var result = await Sources.WithCrd().LoadAsync(Found.Entry(lines));
        result.Diagnostics.Where(found => found.Severity == Diagnostics.DiagnosticSeverity.Error).Select(found => found.ToString()).ShouldBeEmpty();
        return result.Katalog.ShouldNotBeNull().Entries.ShouldHaveSingleItem();
    }
}
