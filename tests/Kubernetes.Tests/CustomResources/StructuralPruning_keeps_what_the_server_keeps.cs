using Orkestra.Kubernetes.CustomResources;
using Shouldly;
using Xunit;

namespace Orkestra.Kubernetes.Tests.CustomResources;

public sealed class StructuralPruning_keeps_what_the_server_keeps
{
    private const string Schema = """
        {"type":"object","properties":{
          "spec":{"type":"object","properties":{
            "a":{"type":"string"},
            "map":{"type":"object","additionalProperties":{"type":"object","properties":{"k":{"type":"string"}}}},
            "open":{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"closed":{"type":"object","properties":{"k":{"type":"string"}}}}},
            "list":{"type":"array","items":{"type":"object","properties":{"k":{"type":"string"}}}},
            "embedded":{"type":"object","x-kubernetes-embedded-resource":true,"properties":{"spec":{"type":"object","properties":{"k":{"type":"string"}}}}},
            "loose":{"type":"object","x-kubernetes-embedded-resource":true,"x-kubernetes-preserve-unknown-fields":true}}}}}
        """;

    [Theory]
    [InlineData("""{"apiVersion":"e/v1","kind":"W","metadata":{"name":"n","x":1},"spec":{"a":"1"}}""", """{"apiVersion":"e/v1","kind":"W","metadata":{"name":"n","x":1},"spec":{"a":"1"}}""")]
    [InlineData("""{"spec":{"a":"1","b":2},"status":{"x":1},"other":3}""", """{"spec":{"a":"1"}}""")]
    [InlineData("""{"spec":{"map":{"one":{"k":"1","x":2},"two":{}}}}""", """{"spec":{"map":{"one":{"k":"1"},"two":{}}}}""")]
    [InlineData("""{"spec":{"open":{"any":{"thing":1},"closed":{"k":"1","x":2}}}}""", """{"spec":{"open":{"any":{"thing":1},"closed":{"k":"1"}}}}""")]
    [InlineData("""{"spec":{"list":[{"k":"1","x":2},{"x":3}]}}""", """{"spec":{"list":[{"k":"1"},{}]}}""")]
    [InlineData("""{"spec":{"embedded":{"apiVersion":"v1","kind":"X","metadata":{"name":"n"},"spec":{"k":"1","x":2},"data":1}}}""", """{"spec":{"embedded":{"apiVersion":"v1","kind":"X","metadata":{"name":"n"},"spec":{"k":"1"}}}}""")]
    [InlineData("""{"spec":{"loose":{"apiVersion":"v1","anything":{"at":"all"}}}}""", """{"spec":{"loose":{"apiVersion":"v1","anything":{"at":"all"}}}}""")]
    public void Unknown_fields_are_dropped(string text, string pruned)
    {
        var obj = Json.Object(text);
        StructuralPruning.From(Json.Object(Schema)).Prune(obj);
        obj.ToJsonString().ShouldBe(pruned);
    }

    [Theory]
    [InlineData(true, "spec", "a")]
    [InlineData(false, "spec", "b")]
    [InlineData(false, "status")]
    [InlineData(false, "status", "phase")]
    [InlineData(true, "metadata", "labels", "x")]
    [InlineData(true, "spec", "map", "any", "k")]
    [InlineData(false, "spec", "map", "any", "x")]
    [InlineData(true, "spec", "open", "any", "thing")]
    [InlineData(false, "spec", "open", "closed", "x")]
    [InlineData(true, "spec", "list", "k")]
    [InlineData(false, "spec", "list", "x")]
    [InlineData(true, "spec", "embedded", "kind")]
    public void It_can_be_asked_for_a_path(bool kept, params string[] path) => StructuralPruning.From(Json.Object(Schema)).Keeps(path).ShouldBe(kept);

    [Fact]
    public void Without_a_schema_everything_stays()
    {
        var obj = Json.Object("""{"x":{"y":1}}""");
        StructuralPruning.From(null).Prune(obj);
        obj.ToJsonString().ShouldBe("""{"x":{"y":1}}""");
        StructuralPruning.From(null).Keeps("status").ShouldBeTrue();
    }
}
