using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Rendering;

public sealed class ChildrenTests
{
    [Fact]
    public async Task Children_come_in_the_order_in_which_they_are_applied()
    {
        var entry = await Render.EntryAsync(
            """
            onReconcile:
              services: [ { name: s, port: 80 } ]
              secrets: [ { name: b } ]
            onCreate:
              services: [ { name: t, port: 80 } ]
              deployments: [ { image: i } ]
              custom: [ { apiVersion: v1, kind: Pod, metadata: { name: p } } ]
              serviceAccounts: [ {} ]
              configMaps: [ {} ]
              secrets: [ { name: a } ]
            """);

        EntryRenderer.RenderChildren(entry, Render.Context()).Children.Select(child => child.Entry.Path).ShouldBe(
        [
            "onCreate.secrets[0]", "onCreate.configMaps[0]", "onCreate.serviceAccounts[0]", "onCreate.custom[0]", "onCreate.deployments[0]", "onCreate.services[0]",
            "onReconcile.secrets[0]", "onReconcile.services[0]",
        ]);
    }

    [Theory]
    [InlineData("onCreate", "", ApplyMode.CreateOnce)]
    [InlineData("onCreate", ", reconcile: true", ApplyMode.Apply)]
    [InlineData("onReconcile", "", ApplyMode.Apply)]
    [InlineData("onReconcile", ", reconcile: false", ApplyMode.CreateOnce)]
    public async Task The_hook_and_reconcile_decide_how_a_child_is_kept(string hook, string flag, ApplyMode mode) =>
        (await Render.EntryAsync($"{hook}:\n  configMaps: [ {{ name: a{flag} }} ]")).Resources.ShouldHaveSingleItem().Mode.ShouldBe(mode);

    [Fact]
    public async Task A_child_that_is_not_wanted_is_named_but_not_rendered()
    {
        var entry = await Render.EntryAsync("onReconcile:\n  configMaps:\n    - { name: a, when: [ { field: spec.tier, equals: gold } ] }");

        var off = EntryRenderer.RenderChildren(entry, Render.Context("""{ "tier": "free" }"""));
        off.NamesComplete.ShouldBeTrue();
        var child = off.Children.ShouldHaveSingleItem();
        (child.Name, child.Wanted, child.Object).ShouldBe(("a", false, null));

        EntryRenderer.RenderChildren(entry, Render.Context("""{ "tier": "gold" }""")).Children.ShouldHaveSingleItem().Wanted.ShouldBeTrue();
    }

    [Fact]
    public async Task Conditions_of_the_hook_hold_for_all_its_entries()
    {
        var entry = await Render.EntryAsync("onReconcile:\n  when: [ { field: spec.a, equals: \"1\" } ]\n  configMaps:\n    - { name: x, or: [ { field: spec.b, equals: \"1\" }, { field: spec.b, equals: \"2\" } ] }");

        Wanted("""{ "a": 1, "b": 2 }""").ShouldBeTrue();
        Wanted("""{ "a": 1, "b": 3 }""").ShouldBeFalse();
        Wanted("""{ "a": 2, "b": 2 }""").ShouldBeFalse();

        bool Wanted(string spec) => EntryRenderer.RenderChildren(entry, Render.Context(spec)).Children.ShouldHaveSingleItem().Wanted;
    }

    [Fact]
    public async Task A_name_that_cannot_be_rendered_fails_a_wanted_child()
    {
        var entry = await Render.EntryAsync("onReconcile:\n  configMaps:\n    - { name: \"{{ .spec.name }}\" }\n    - { name: \"Bad-{{ .spec.name }}\" }");

        var failures = Should.Throw<RenderException>(() => EntryRenderer.RenderChildren(entry, Render.Context())).Failures;

        failures.Select(failure => failure.EntryPath).ShouldBe(["onReconcile.configMaps[0]", "onReconcile.configMaps[1]"]);
        failures[0].Message.ShouldBe("the name is empty");
        failures[0].Place.ToString().ShouldBe("katalog.yaml:11:23");
    }

    [Fact]
    public async Task A_name_that_cannot_be_rendered_makes_the_names_incomplete_where_the_child_is_not_wanted()
    {
        var entry = await Render.EntryAsync("onReconcile:\n  configMaps:\n    - { name: \"{{ .spec.name }}\", when: [ { field: spec.name, operator: exists } ] }");

        var rendered = EntryRenderer.RenderChildren(entry, Render.Context());

        rendered.Children.ShouldBeEmpty();
        rendered.NamesComplete.ShouldBeFalse();
    }

    [Fact]
    public async Task A_list_makes_one_child_for_each_element()
    {
        var entry = await Render.EntryAsync(
            """
            onReconcile:
              configMaps:
                - name: "{{ .metadata.name }}-{{ .zone.name }}"
                  forEach: { field: spec.zones, as: zone }
                  data: { index: "{{ .index }}", size: "{{ .item.size }}" }
                  when: [ { field: zone.size, greaterThan: 1 } ]
            """);

        var children = EntryRenderer.RenderChildren(entry, Render.Context("""{ "zones": [ { "name": "a", "size": 1 }, { "name": "b", "size": 2 } ] }""")).Children;

        children.Select(child => (child.Name, child.Wanted)).ShouldBe([("corner-a", false), ("corner-b", true)]);
        children[1].Object!["data"].ShouldBeJson("""{ "index": "1", "size": "2" }""");
    }

    [Fact]
    public async Task A_map_makes_one_child_for_each_key_in_their_order()
    {
        var entry = await Render.EntryAsync("onReconcile:\n  configMaps:\n    - { name: \"x-{{ .item }}\", forEach: { field: spec.zones }, data: { v: \"{{ .value.v }}\" } }");

        var children = EntryRenderer.RenderChildren(entry, Render.Context("""{ "zones": { "b": { "v": 2 }, "a": { "v": 1 } } }""")).Children;

        children.Select(child => child.Object!["data"]!["v"]!.ToString()).ShouldBe(["1", "2"]);
        children.Select(child => child.Name).ShouldBe(["x-a", "x-b"]);
    }

    [Fact]
    public async Task Without_elements_nothing_is_made_and_the_names_are_complete()
    {
        var entry = await Render.EntryAsync("onReconcile:\n  configMaps:\n    - { name: \"x-{{ .item }}\", forEach: { field: spec.zones } }");

        var rendered = EntryRenderer.RenderChildren(entry, Render.Context());

        rendered.Children.ShouldBeEmpty();
        rendered.NamesComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task Too_many_elements_are_a_failure()
    {
        var entry = await Render.EntryAsync("onReconcile:\n  configMaps:\n    - { name: \"x-{{ .item }}\", forEach: { field: spec.zones } }");
        var zones = string.Join(',', Enumerable.Range(0, 1001));

        Should.Throw<RenderException>(() => EntryRenderer.RenderChildren(entry, Render.Context($$"""{ "zones": [ {{zones}} ] }"""))).Message.ShouldContain("1001 elements");
    }

    [Fact]
    public async Task Two_wanted_entries_for_one_child_are_a_failure()
    {
        var entry = await Render.EntryAsync("onReconcile:\n  configMaps:\n    - { name: \"{{ .spec.a }}\" }\n    - { name: \"{{ .spec.b }}\" }");

        Should.Throw<RenderException>(() => EntryRenderer.RenderChildren(entry, Render.Context("""{ "a": "x", "b": "x" }"""))).Message.ShouldContain("onReconcile.configMaps[0] yields the same ConfigMap x");
    }

    [Fact]
    public async Task Of_two_entries_for_one_child_the_wanted_one_counts()
    {
        var entry = await Render.EntryAsync(
            "onReconcile:\n  configMaps:\n    - { name: a, data: { x: \"1\" }, when: [ { field: spec.a, equals: \"1\" } ] }\n    - { name: a, data: { x: \"2\" }, when: [ { field: spec.a, notEquals: \"1\" } ] }");

        Data("""{ "a": 1 }""").ShouldBe("1");
        Data("""{ "a": 2 }""").ShouldBe("2");

        string Data(string spec) => EntryRenderer.RenderChildren(entry, Render.Context(spec)).Children.ShouldHaveSingleItem().Object!["data"]!["x"]!.ToString();
    }

    [Fact]
    public async Task A_child_under_both_hooks_is_kept_as_the_second_one_declares()
    {
        var entry = await Render.EntryAsync("onCreate:\n  configMaps: [ { name: a } ]\nonReconcile:\n  configMaps: [ { name: a } ]");

        EntryRenderer.RenderChildren(entry, Render.Context()).Children.ShouldHaveSingleItem().Entry.Path.ShouldBe("onReconcile.configMaps[0]");
    }

    [Fact]
    public async Task What_renders_to_nothing_is_left_out()
    {
        var deployment = await Render.OneAsync(
            "onReconcile:\n  deployments:\n    - { image: i, replicas: \"{{ .spec.replicas }}\", port: \"{{ .spec.port }}\", serviceAccountName: \"{{ .spec.account }}\", labels: { a: \"{{ .spec.a }}\" } }");

        deployment["spec"]!["replicas"]!.GetValue<long>().ShouldBe(1);
        deployment["spec"]!["template"]!["spec"].ShouldBeJson("""{ "containers": [ { "name": "corner-deployment", "image": "i" } ] }""");
    }

    [Fact]
    public async Task Numbers_survive_as_numbers_where_the_object_wants_numbers()
    {
        var custom = await Render.OneAsync(
            "onReconcile:\n  custom:\n    - { apiVersion: a.b/v1, kind: C, metadata: { name: c }, spec: { n: \"{{ .spec.n }}\", t: \"v{{ .spec.n }}\", m: \"{{ .spec.m }}\", gone: \"{{ .spec.gone }}\", l: [ \"{{ .spec.gone }}\", \"{{ .spec.n }}\" ] } }",
            """{ "n": 3, "m": { "k": [ true ] } }""");

        custom["spec"].ShouldBeJson("""{ "n": 3, "t": "v3", "m": { "k": [ true ] }, "l": [ 3 ] }""");
    }

    [Fact]
    public async Task A_number_that_is_none_is_a_failure_with_the_place_of_the_template()
    {
        var entry = await Render.EntryAsync("onReconcile:\n  deployments:\n    - { image: i, replicas: \"{{ .spec.replicas }}\" }");

        var failure = Should.Throw<RenderException>(() => EntryRenderer.RenderChildren(entry, Render.Context("""{ "replicas": "many" }"""))).Failures.ShouldHaveSingleItem();

        failure.Message.ShouldBe("a whole number is needed here and this gives \"many\"");
        failure.Place.YamlPath.ShouldBe("spec.crds.shop.operatorBox.onReconcile.deployments[0].replicas");
    }

    [Fact]
    public async Task The_child_of_the_last_declared_entry_that_exists_stands_for_its_kind()
    {
        var entry = await Render.EntryAsync(
            """
            onReconcile:
              configMaps:
                - { name: one }
                - { name: two }
                - { name: three }
              custom:
                - { apiVersion: v1, kind: ConfigMap, metadata: { name: zero } }
            status:
              fields:
                - { path: last, value: "{{ .children.configmap.data.x }}" }
                - { path: one, value: "{{ .children.configmaps.one.data.x }}" }
                - { path: custom, value: "{{ .children.custom.metadata.name }}" }
                - { path: none, value: "{{ .children.service.spec.type }}" }
            """);
        var context = Render.Context(children:
        [
            Render.Child("ConfigMap", "two", "onReconcile.configMaps[1]", """{ "data": { "x": "b" } }"""),
            Render.Child("ConfigMap", "one", "onReconcile.configMaps[0]", """{ "data": { "x": "a" } }"""),
            Render.Child("ConfigMap", "old", "onReconcile.configMaps[9]", """{ "data": { "x": "z" } }"""),
            Render.Child("ConfigMap", "zero", "onReconcile.custom[0]", """{ "data": { "x": "c" } }"""),
        ]);

        EntryRenderer.RenderStatus(entry, context, passSucceeded: true).Fields.ShouldBeJson("""{ "last": "c", "one": "a", "custom": "zero" }""");
    }
}
