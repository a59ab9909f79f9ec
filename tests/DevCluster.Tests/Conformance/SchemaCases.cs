using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Tests.Conformance;

/// <summary>What structural schemas refuse, fill in, and drop.</summary>
public abstract class SchemaCases(ClusterSource cluster) : ConformanceCase(cluster)
{
    private const string Rich =
        """
        {"type":"object","required":["name"],"properties":{
        "name":{"type":"string","minLength":2,"maxLength":8,"pattern":"^[a-z]+$"},
        "size":{"type":"integer","minimum":1,"maximum":10},
        "ratio":{"type":"number","minimum":0,"exclusiveMinimum":true,"maximum":1,"exclusiveMaximum":true},
        "step":{"type":"integer","multipleOf":5},
        "on":{"type":"boolean"},
        "mode":{"type":"string","enum":["Fast","Slow"]},
        "list":{"type":"array","minItems":1,"maxItems":2,"items":{"type":"string"}},
        "set":{"type":"array","x-kubernetes-list-type":"set","items":{"type":"string"}},
        "keyed":{"type":"array","x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["id"],"items":{"type":"object","required":["id"],"properties":{"id":{"type":"string"}}}},
        "map":{"type":"object","minProperties":1,"maxProperties":2,"additionalProperties":{"type":"integer"}},
        "port":{"x-kubernetes-int-or-string":true},
        "maybe":{"type":"string","nullable":true},
        "when":{"type":"string","format":"date-time"},
        "code":{"type":"integer","format":"int32"},
        "nested":{"type":"object","required":["inner"],"properties":{"inner":{"type":"object","properties":{"deep":{"type":"integer"}}}}},
        "one":{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"}},"oneOf":[{"required":["a"]},{"required":["b"]}]},
        "any":{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"}},"anyOf":[{"required":["a"]},{"required":["b"]}]},
        "none":{"type":"object","properties":{"a":{"type":"string"}},"not":{"required":["a"]}}}}
        """;

    [Theory]
    [InlineData("{}", "spec.name", "FieldValueRequired", "Required value")]
    [InlineData("""{"name":5}""", "spec.name", "FieldValueInvalid", "Invalid value: \"integer\": spec.name in body must be of type string: \"integer\"")]
    [InlineData("""{"name":"a"}""", "spec.name", "FieldValueInvalid", "spec.name in body should be at least 2 chars long")]
    [InlineData("""{"name":"abcdefghi"}""", "spec.name", null, null)]
    [InlineData("""{"name":"ABC"}""", "spec.name", "FieldValueInvalid", "spec.name in body should match '^[a-z]+$'")]
    [InlineData("""{"name":"abc","size":0}""", "spec.size", "FieldValueInvalid", "spec.size in body should be greater than or equal to 1")]
    [InlineData("""{"name":"abc","size":11}""", "spec.size", "FieldValueInvalid", "spec.size in body should be less than or equal to 10")]
    [InlineData("""{"name":"abc","size":"5"}""", "spec.size", "FieldValueInvalid", "Invalid value: \"string\": spec.size in body must be of type integer: \"string\"")]
    [InlineData("""{"name":"abc","size":1.5}""", "spec.size", "FieldValueInvalid", "spec.size in body must be of type integer: \"number\"")]
    [InlineData("""{"name":"abc","ratio":0}""", "spec.ratio", "FieldValueInvalid", "spec.ratio in body should be greater than 0")]
    [InlineData("""{"name":"abc","ratio":1}""", "spec.ratio", "FieldValueInvalid", "spec.ratio in body should be less than 1")]
    [InlineData("""{"name":"abc","step":7}""", "spec.step", "FieldValueInvalid", "spec.step in body should be a multiple of 5")]
    [InlineData("""{"name":"abc","on":"yes"}""", "spec.on", "FieldValueInvalid", "spec.on in body must be of type boolean: \"string\"")]
    [InlineData("""{"name":"abc","mode":"Medium"}""", "spec.mode", "FieldValueNotSupported", "Unsupported value: \"Medium\": supported values: \"Fast\", \"Slow\"")]
    [InlineData("""{"name":"abc","list":[]}""", "spec.list", "FieldValueInvalid", "spec.list in body should have at least 1 items")]
    [InlineData("""{"name":"abc","list":["a","b","c"]}""", "spec.list", null, null)]
    [InlineData("""{"name":"abc","list":["a",5]}""", "spec.list|spec.list[1]", "FieldValueInvalid", " in body must be of type string: \"integer\"")]
    [InlineData("""{"name":"abc","list":"a"}""", "spec.list", "FieldValueInvalid", "spec.list in body must be of type array: \"string\"")]
    [InlineData("""{"name":"abc","set":["a","a"]}""", "spec.set[1]", "FieldValueDuplicate", "Duplicate value: \"a\"")]
    [InlineData("""{"name":"abc","keyed":[{"id":"a"},{"id":"a"}]}""", "spec.keyed[1]", "FieldValueDuplicate", "Duplicate value: ")]
    [InlineData("""{"name":"abc","keyed":[{}]}""", "spec.keyed.id|spec.keyed[0].id", "FieldValueRequired", "Required value")]
    [InlineData("""{"name":"abc","map":{"a":"b"}}""", "spec.map.a", "FieldValueInvalid", "spec.map.a in body must be of type integer: \"string\"")]
    [InlineData("""{"name":"abc","map":{"a":1,"b":2,"c":3}}""", "spec.map", null, null)]
    [InlineData("""{"name":"abc","port":true}""", "spec.port", "FieldValueInvalid", "spec.port in body must be of type integer,string: \"boolean\"")]
    [InlineData("""{"name":"abc","when":"yesterday"}""", "spec.when", "FieldValueInvalid", "spec.when in body must be of type date-time: \"yesterday\"")]
    [InlineData("""{"name":"abc","nested":{}}""", "spec.nested.inner", "FieldValueRequired", "Required value")]
    [InlineData("""{"name":"abc","nested":{"inner":{"deep":"x"}}}""", "spec.nested.inner.deep", "FieldValueInvalid", "spec.nested.inner.deep in body must be of type integer: \"string\"")]
    [InlineData("""{"name":"abc","one":{"a":"x","b":"y"}}""", "<nil>", "FieldValueInvalid", "\"spec.one\" must validate one and only one schema (oneOf)")]
    [InlineData("""{"name":"abc","any":{}}""", "<nil>", "FieldValueInvalid", "\"spec.any\" must validate at least one schema (anyOf)")]
    [InlineData("""{"name":"abc","none":{"a":"x"}}""", "<nil>", "FieldValueInvalid", "\"spec.none\" must not validate the schema (not)")]
    public async Task A_value_that_the_schema_does_not_allow_is_invalid(string spec, string field, string? reason, string? message)
    {
        var crd = await SharedAsync("rich", Rich);

        var answer = await Api.PostAsync(crd.In(Namespace), crd.Body("a", spec));

        answer.IsFailure(422, "Invalid", "Widget.rich-schema.example.com \"a\" is invalid: ");
        var told = answer.Body.At("details/causes")!.AsArray().Select(cause => cause.Text("field")).ToList();
        var actual = field.Split('|').FirstOrDefault(told.Contains); // 1.20 leaves the index of a list out
        actual.ShouldNotBeNull(answer.Text);
        if (reason is not null)
            answer.HasCause(actual, reason, message);
    }

    [Theory]
    [InlineData("""{"name":"abc"}""")]
    [InlineData("""{"name":"abc","size":10,"ratio":0.5,"step":15,"on":true,"mode":"Fast","list":["a"],"set":["a","b"],"keyed":[{"id":"a"},{"id":"b"}],"map":{"a":1}}""")]
    [InlineData("""{"name":"abc","port":80}""")]
    [InlineData("""{"name":"abc","port":"http"}""")]
    [InlineData("""{"name":"abc","maybe":null}""")]
    [InlineData("""{"name":"abc","when":"2030-01-01T00:00:00Z"}""")]
    [InlineData("""{"name":"abc","one":{"a":"x"},"any":{"a":"x","b":"y"},"none":{}}""")]
    public async Task A_value_that_the_schema_allows_is_kept_as_it_is(string spec)
    {
        var crd = await SharedAsync("rich", Rich);

        var made = await CreateAsync(crd.In(Namespace), crd.Body("a", spec));

        JsonNode.DeepEquals(made.Body.At("spec"), JsonNode.Parse(spec)).ShouldBeTrue(made.Text);
    }

    [Fact]
    public async Task A_null_that_is_not_allowed_is_dropped()
    {
        var crd = await SharedAsync("rich", Rich);

        (await CreateAsync(crd.In(Namespace), crd.Body("a", """{"name":"abc","mode":null}""")))["spec"].ShouldBe("""{"name":"abc"}""");
    }

    [Fact]
    public async Task Several_mistakes_are_told_at_once()
    {
        var crd = await SharedAsync("rich", Rich);

        var answer = await Api.PostAsync(crd.In(Namespace), crd.Body("a", """{"size":0,"mode":"Medium"}"""));

        answer.IsFailure(422, "Invalid", "is invalid: [");
        answer.HasCause("spec.name", "FieldValueRequired").HasCause("spec.size", "FieldValueInvalid").HasCause("spec.mode", "FieldValueNotSupported");
        answer["details/group"].ShouldBe(crd.Group);
        answer["details/kind"].ShouldBe("Widget");
    }

    [Fact]
    public async Task Patches_are_validated()
    {
        var crd = await SharedAsync("rich", Rich);
        await CreateAsync(crd.In(Namespace), crd.Body("a", """{"name":"abc"}"""));

        (await Api.PatchAsync($"{crd.In(Namespace)}/a", PatchType.Merge, """{"spec":{"size":99}}""")).IsFailure(422, "Invalid").HasCause("spec.size", "FieldValueInvalid");
    }

    [Fact]
    public async Task Applies_are_validated()
    {
        var crd = await SharedAsync("rich", Rich);

        (await Api.ApplyAsync($"{crd.In(Namespace)}/a", "one", crd.Body("a", """{"name":"abc","size":99}"""))).IsFailure(422, "Invalid").HasCause("spec.size", "FieldValueInvalid");
    }

    [Fact]
    public async Task Names_of_custom_resources_are_validated()
    {
        var crd = await SharedAsync("rich", Rich);

        (await Api.PostAsync(crd.In(Namespace), crd.Body("Not_Good", """{"name":"abc"}"""))).IsFailure(422, "Invalid").HasCause("metadata.name", "FieldValueInvalid");
    }

    [Fact]
    public async Task The_status_is_validated_by_its_schema()
    {
        var definition = JsonNode.Parse(ScratchCrd.Definition("status-schema", version: ",\"subresources\":{\"status\":{}}"))!;
        definition.At("spec/versions/0/schema/openAPIV3Schema/properties")!["status"] = JsonNode.Parse("""{"type":"object","properties":{"phase":{"type":"string"}}}""");
        var crd = await SharedAsync(definition.ToJsonString());
        await CreateAsync(crd.In(Namespace), crd.Body("a", "{}"));

        (await Api.PatchAsync($"{crd.In(Namespace)}/a/status", PatchType.Merge, """{"status":{"phase":5}}""")).IsFailure(422, "Invalid").HasCause("status.phase", "FieldValueInvalid");
        (await Api.PatchAsync($"{crd.In(Namespace)}/a/status", PatchType.Merge, """{"status":{"phase":"Ready","extra":1}}""")).Is(200)["status"].ShouldBe("""{"phase":"Ready"}""");
    }

    private Task<ScratchCrd> SharedAsync(string name, string spec) => SharedAsync(ScratchCrd.Definition($"{name}-schema", spec));

    /// <summary>The cases of this area run one after another, so the first that needs a definition makes it.</summary>
    private async Task<ScratchCrd> SharedAsync(string definition)
    {
        var node = JsonNode.Parse(definition);
        var crd = new ScratchCrd(node.Text("spec/group")!, Namespaced: true);
        return (await Api.GetAsync(crd.DefinitionPath)).Code == 200 ? crd : await ScratchCrd.FromAsync(Api, definition);
    }
}
