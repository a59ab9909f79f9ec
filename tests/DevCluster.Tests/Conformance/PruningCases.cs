using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Tests.Conformance;

/// <summary>What structural schemas fill in and drop.</summary>
public abstract class PruningCases(ClusterSource cluster) : ConformanceCase(cluster)
{
    [Fact]
    public async Task Defaults_are_filled_in_at_each_depth()
    {
        var crd = await DefaultedAsync();

        var made = await CreateAsync(crd.In(Namespace), crd.Body("a", """{"outer":{},"list":[{},{"v":5}],"map":{"k":{}}}"""));

        made["spec/mode"].ShouldBe("Fast");
        made["spec/outer"].ShouldBe("""{"inner":7}""");
        made["spec/list"].ShouldBe("""[{"v":1},{"v":5}]""");
        made["spec/map"].ShouldBe("""{"k":{"v":2}}""");
        made["spec/absent"].ShouldBeNull("a default inside an absent object does not make it");
        made["spec/whole"].ShouldBe("""{"x":1,"y":2}""");
    }

    [Fact]
    public async Task A_default_replaces_a_null_that_is_not_allowed()
    {
        var crd = await DefaultedAsync();

        (await CreateAsync(crd.In(Namespace), crd.Body("a", """{"mode":null}""")))["spec/mode"].ShouldBe("Fast");
    }

    [Fact]
    public async Task A_null_that_is_allowed_stays_beside_a_default()
    {
        var crd = await DefaultedAsync();

        var made = await CreateAsync(crd.In(Namespace), crd.Body("a", """{"maybe":null}"""));

        made.Body.At("spec")!.AsObject().ContainsKey("maybe").ShouldBeTrue(made.Text);
        made["spec/maybe"].ShouldBeNull();
    }

    [Fact]
    public async Task A_defaulted_object_keeps_its_generation_when_read_and_written()
    {
        var crd = await DefaultedAsync();
        var made = await CreateAsync(crd.In(Namespace), crd.Body("a", "{}"));

        var replaced = (await Api.PutAsync($"{crd.In(Namespace)}/a", made.Text)).Is(200);

        replaced.ResourceVersion.ShouldBe(made.ResourceVersion);
        replaced["metadata/generation"].ShouldBe("1");
    }

    [Fact]
    public async Task A_removed_field_gets_its_default_again()
    {
        var crd = await DefaultedAsync();
        await CreateAsync(crd.In(Namespace), crd.Body("a", """{"mode":"Slow"}"""));

        (await Api.PatchAsync($"{crd.In(Namespace)}/a", PatchType.Merge, """{"spec":{"mode":null}}""")).Is(200)["spec/mode"].ShouldBe("Fast");
    }

    [Fact]
    public async Task Unknown_fields_are_pruned_at_each_depth()
    {
        var crd = await PrunedAsync();

        var made = await CreateAsync(
            crd.In(Namespace),
            crd.Body("a", """{"known":1,"extra":1,"list":[{"known":1,"extra":1}],"map":{"k":{"known":1,"extra":1}}}""", more: ",\"extra\":{\"x\":1}"));

        made["spec"].ShouldBe("""{"known":1,"list":[{"known":1}],"map":{"k":{"known":1}}}""");
        made["extra"].ShouldBeNull();
    }

    [Fact]
    public async Task A_part_that_preserves_unknown_fields_keeps_them()
    {
        var crd = await PrunedAsync();

        var made = await CreateAsync(crd.In(Namespace), crd.Body("a", """{"free":{"any":{"thing":[1,{"x":"y"}]},"shaped":{"known":1,"extra":1}}}"""));

        made["spec/free/any"].ShouldBe("""{"thing":[1,{"x":"y"}]}""");
        made["spec/free/shaped"].ShouldBe("""{"known":1}""", "a property with a schema is pruned by it again");
    }

    [Fact]
    public async Task Unknown_fields_are_pruned_from_patches()
    {
        var crd = await PrunedAsync();
        var made = await CreateAsync(crd.In(Namespace), crd.Body("a", """{"known":1}"""));

        var patched = (await Api.PatchAsync($"{crd.In(Namespace)}/a", PatchType.Merge, """{"spec":{"extra":1}}""")).Is(200);

        patched["spec"].ShouldBe("""{"known":1}""");
        patched.ResourceVersion.ShouldBe(made.ResourceVersion);
    }

    [Fact]
    public async Task An_embedded_object_keeps_its_type_and_metadata()
    {
        var crd = await PrunedAsync();

        var made = await CreateAsync(
            crd.In(Namespace),
            crd.Body("a", """{"embedded":{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"x","labels":{"a":"b"}},"data":{"k":"v"}}}"""));

        made["spec/embedded/kind"].ShouldBe("ConfigMap");
        made["spec/embedded/metadata/labels/a"].ShouldBe("b");
        made["spec/embedded/data"].ShouldBeNull();
    }

    [Fact]
    public async Task An_embedded_object_needs_its_type()
    {
        var crd = await PrunedAsync();

        (await Api.PostAsync(crd.In(Namespace), crd.Body("a", """{"embedded":{"metadata":{"name":"x"}}}"""))).IsFailure(422, "Invalid").HasCause("spec.embedded.kind", "FieldValueRequired");
    }

    [Fact]
    public async Task Metadata_keeps_only_what_it_knows()
    {
        var crd = await PrunedAsync();

        var made = await CreateAsync(crd.In(Namespace), JsonNode.Parse(crd.Body("a", "{}")).With("metadata/surprise", 1));

        made["metadata/surprise"].ShouldBeNull();
    }

    [Fact]
    [Since("1.25")]
    public async Task Strict_field_validation_refuses_what_would_be_pruned()
    {
        var crd = await PrunedAsync();

        (await Api.PostAsync($"{crd.In(Namespace)}?fieldValidation=Strict", crd.Body("a", """{"extra":1}"""))).IsFailure(400, "BadRequest", "strict decoding error: unknown field \"spec.extra\"");
    }

    private Task<ScratchCrd> DefaultedAsync() => SharedAsync(
        "defaulted",
        """
        {"type":"object","properties":{"mode":{"type":"string","default":"Fast"},"maybe":{"type":"string","nullable":true,"default":"x"},
        "outer":{"type":"object","properties":{"inner":{"type":"integer","default":7}}},"absent":{"type":"object","properties":{"inner":{"type":"integer","default":7}}},
        "whole":{"type":"object","default":{"x":1},"properties":{"x":{"type":"integer"},"y":{"type":"integer","default":2}}},
        "list":{"type":"array","items":{"type":"object","properties":{"v":{"type":"integer","default":1}}}},
        "map":{"type":"object","additionalProperties":{"type":"object","properties":{"v":{"type":"integer","default":2}}}}}}
        """);

    private Task<ScratchCrd> PrunedAsync() => SharedAsync(
        "pruned",
        """
        {"type":"object","properties":{"known":{"type":"integer"},
        "list":{"type":"array","items":{"type":"object","properties":{"known":{"type":"integer"}}}},
        "map":{"type":"object","additionalProperties":{"type":"object","properties":{"known":{"type":"integer"}}}},
        "free":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"shaped":{"type":"object","properties":{"known":{"type":"integer"}}}}},
        "embedded":{"type":"object","x-kubernetes-embedded-resource":true,"properties":{"known":{"type":"integer"}}}}}
        """);

    private Task<ScratchCrd> SharedAsync(string name, string spec) => SharedAsync(ScratchCrd.Definition($"{name}-schema", spec));

    /// <summary>The cases of this area run one after another, so the first that needs a definition makes it.</summary>
    private async Task<ScratchCrd> SharedAsync(string definition)
    {
        var node = JsonNode.Parse(definition);
        var crd = new ScratchCrd(node.Text("spec/group")!, Namespaced: true);
        return (await Api.GetAsync(crd.DefinitionPath)).Code == 200 ? crd : await ScratchCrd.FromAsync(Api, definition);
    }
}
