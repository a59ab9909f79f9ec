using System.Text.Json.Nodes;
using Orkestra.DevCluster.OpenApi;
using Orkestra.DevCluster.Schemas;
using Orkestra.DevCluster.Types;
using Shouldly;
using Xunit;

namespace Orkestra.DevCluster.Tests.OpenApi;

public sealed class OpenApiDocumentsTests
{
    private static readonly BuiltInTypes Types = new();
    private static readonly ServedKind Website = new()
    {
        Group = "example.com",
        Version = "v1",
        Kind = "Website",
        Plural = "websites",
        Singular = "website",
        Namespaced = true,
        HasStatus = true,
        Custom = true,
        Schema = TypeSchema.FromOpenApi((JsonObject)JsonNode.Parse("""
            {"type": "object", "required": ["spec"], "properties": {"spec": {"type": "object", "properties": {
              "port": {"x-kubernetes-int-or-string": true, "anyOf": [{"type": "integer"}, {"type": "string"}]},
              "size": {"type": "integer", "minimum": 1, "maximum": 9, "default": 1, "description": "How many."},
              "kind": {"type": "string", "enum": ["a", "b"]},
              "free": {"type": "object", "x-kubernetes-preserve-unknown-fields": true, "properties": {"a": {"type": "string"}}}}}}}
            """)!),
    };

    private static readonly OpenApiDocuments Documents = new(Types, [.. Types.All, Website]);

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        var v2 = Documents.V2();
        foreach (var reference in References(v2))
            ((JsonObject)v2["definitions"]!).ContainsKey(reference["#/definitions/".Length..]).ShouldBeTrue(reference);
        foreach (var (path, _) in (JsonObject)Documents.V3Index()["paths"]!)
        {
            var v3 = Documents.V3(path)!;
            foreach (var reference in References(v3))
                ((JsonObject)v3["components"]!["schemas"]!).ContainsKey(reference["#/components/schemas/".Length..]).ShouldBeTrue(reference);
        }
    }

    [Fact]
    public void The_index_points_at_each_group_version_with_a_hash_of_its_content()
    {
        var paths = (JsonObject)Documents.V3Index()["paths"]!;
        paths.Select(p => p.Key).ShouldContain("api/v1");
        paths.Select(p => p.Key).ShouldContain("apis/example.com/v1");
        paths["apis/apps/v1"]!["serverRelativeURL"]!.GetValue<string>().ShouldStartWith("/openapi/v3/apis/apps/v1?hash=");
        var changed = new OpenApiDocuments(Types, [Website with { Schema = TypeSchema.FromOpenApi(null) }]);
        changed.V3Index()["paths"]!["apis/example.com/v1"]!.ToJsonString().ShouldNotBe(paths["apis/example.com/v1"]!.ToJsonString());
    }

    [Fact]
    public void A_patch_tells_its_kind_its_forms_and_that_fields_can_be_validated()
    {
        var patch = Documents.V3("apis/apps/v1")!["paths"]!["/apis/apps/v1/namespaces/{namespace}/deployments/{name}"]!["patch"]!;
        patch["x-kubernetes-group-version-kind"]!.ToJsonString().ShouldBe("""{"group":"apps","kind":"Deployment","version":"v1"}""");
        ((JsonObject)patch["requestBody"]!["content"]!).ContainsKey("application/strategic-merge-patch+json").ShouldBeTrue();
        patch["parameters"]!.AsArray().Select(p => p!["name"]!.GetValue<string>()).ShouldContain("fieldValidation");
        var custom = Documents.V3("apis/example.com/v1")!["paths"]!["/apis/example.com/v1/namespaces/{namespace}/websites/{name}"]!["patch"]!;
        ((JsonObject)custom["requestBody"]!["content"]!).ContainsKey("application/strategic-merge-patch+json").ShouldBeFalse();
    }

    [Fact]
    public void Merge_keys_are_told_beside_a_list()
    {
        var pod = Documents.V3("api/v1")!["components"]!["schemas"]!["io.k8s.api.core.v1.PodSpec"]!;
        pod["properties"]!["containers"]!["x-kubernetes-patch-merge-key"]!.GetValue<string>().ShouldBe("name");
        pod["properties"]!["volumes"]!["x-kubernetes-patch-strategy"]!.GetValue<string>().ShouldBe("merge,retainKeys");
        pod["properties"]!["containers"]!["items"]!["$ref"]!.GetValue<string>().ShouldBe("#/components/schemas/io.k8s.api.core.v1.Container");
        Documents.V3("apis/apps/v1")!["components"]!["schemas"]!["io.k8s.api.apps.v1.DeploymentSpec"]!["properties"]!["strategy"]!.ToJsonString()
            .ShouldBe("""{"x-kubernetes-patch-strategy":"retainKeys","allOf":[{"$ref":"#/components/schemas/io.k8s.api.apps.v1.DeploymentStrategy"}]}""");
    }

    [Fact]
    public void A_custom_kind_is_described_by_its_schema()
    {
        var definition = Documents.V3("apis/example.com/v1")!["components"]!["schemas"]!["com.example.v1.Website"]!;
        definition["x-kubernetes-group-version-kind"]!.ToJsonString().ShouldBe("""[{"group":"example.com","kind":"Website","version":"v1"}]""");
        var spec = definition["properties"]!["spec"]!["properties"]!;
        spec["size"]!.ToJsonString().ShouldBe("""{"description":"How many.","default":1,"type":"integer","minimum":1,"maximum":9}""");
        spec["port"]!["x-kubernetes-int-or-string"]!.GetValue<bool>().ShouldBeTrue();
        var v2 = Documents.V2()["definitions"]!["com.example.v1.Website"]!["properties"]!["spec"]!["properties"]!;
        v2["port"]!.ToJsonString().ShouldBe("""{"x-kubernetes-int-or-string":true}""");
        v2["free"]!["properties"].ShouldBeNull();
    }

    [Fact]
    public void The_protobuf_form_begins_with_the_version_and_holds_every_definition()
    {
        var bytes = Documents.V2Protobuf();
        bytes[..5].ShouldBe("\n\u00032.0"u8.ToArray());
        foreach (var name in (JsonObject)Documents.V2()["definitions"]!)
            bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(name.Key)).ShouldBeGreaterThan(0);
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(p => p.Key is "$ref" && p.Value is JsonValue value ? [value.GetValue<string>()] : References(p.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };
}
