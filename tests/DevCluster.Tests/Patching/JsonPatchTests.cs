using System.Text.Json.Nodes;
using Orkestra.DevCluster.Patching;
using Shouldly;
using Xunit;

namespace Orkestra.DevCluster.Tests.Patching;

public sealed class JsonPatchTests
{
    private const string Document = """{"a": {"b": 1}, "list": [1, 2, 3], "x/y": 1, "null": null}""";

    [Theory]
    [InlineData("""[{"op": "add", "path": "/a/c", "value": 2}]""", """{"a":{"b":1,"c":2},"list":[1,2,3],"x/y":1,"null":null}""")]
    [InlineData("""[{"op": "add", "path": "/list/1", "value": 9}]""", """{"a":{"b":1},"list":[1,9,2,3],"x/y":1,"null":null}""")]
    [InlineData("""[{"op": "add", "path": "/list/-", "value": 9}]""", """{"a":{"b":1},"list":[1,2,3,9],"x/y":1,"null":null}""")]
    [InlineData("""[{"op": "remove", "path": "/a/b"}]""", """{"a":{},"list":[1,2,3],"x/y":1,"null":null}""")]
    [InlineData("""[{"op": "remove", "path": "/list/0"}]""", """{"a":{"b":1},"list":[2,3],"x/y":1,"null":null}""")]
    [InlineData("""[{"op": "replace", "path": "/x~1y", "value": 2}]""", """{"a":{"b":1},"list":[1,2,3],"x/y":2,"null":null}""")]
    [InlineData("""[{"op": "replace", "path": "/list/2", "value": 9}]""", """{"a":{"b":1},"list":[1,2,9],"x/y":1,"null":null}""")]
    [InlineData("""[{"op": "move", "from": "/a/b", "path": "/c"}]""", """{"a":{},"list":[1,2,3],"x/y":1,"null":null,"c":1}""")]
    [InlineData("""[{"op": "copy", "from": "/list", "path": "/a/b"}]""", """{"a":{"b":[1,2,3]},"list":[1,2,3],"x/y":1,"null":null}""")]
    [InlineData("""[{"op": "test", "path": "/a/b", "value": 1}, {"op": "test", "path": "/null", "value": null}]""", """{"a":{"b":1},"list":[1,2,3],"x/y":1,"null":null}""")]
    public void An_operation_changes_the_document(string patch, string expected) =>
        JsonPatch.Apply(JsonNode.Parse(Document)!, JsonNode.Parse(patch))!.ToJsonString().ShouldBe(expected);

    [Theory]
    [InlineData("""[{"op": "test", "path": "/a/b", "value": 2}]""", 422, "testing value /a/b failed: test failed")]
    [InlineData("""[{"op": "remove", "path": "/a/z"}]""", 422, "error in remove for path: '/a/z': Unable to remove nonexistent key: z: missing value")]
    [InlineData("""[{"op": "add", "path": "/z/z", "value": 1}]""", 422, "add operation does not apply: doc is missing path: \"/z/z\": missing value")]
    [InlineData("""[{"op": "replace", "path": "/a/z", "value": 1}]""", 422, "replace operation does not apply: doc is missing key: /a/z: missing value")]
    [InlineData("""[{"op": "remove", "path": "/list/7"}]""", 422, "error in remove for path: '/list/7': Unable to access invalid index: 7: invalid index referenced")]
    [InlineData("""[{"op": "add", "path": "/list/7", "value": 1}]""", 422, "error in add for path: '/list/7': Unable to access invalid index: 7: invalid index referenced")]
    [InlineData("""[{"op": "jump", "path": "/a"}]""", 422, "Unexpected kind: jump")]
    [InlineData("""{"op": "add"}""", 400, "json: cannot unmarshal object into Go value of type jsonpatch.Patch")]
    public void What_does_not_fit_is_refused(string patch, int status, string message)
    {
        var error = Should.Throw<PatchException>(() => JsonPatch.Apply(JsonNode.Parse(Document)!, JsonNode.Parse(patch)));
        error.StatusCode.ShouldBe(status);
        error.Message.ShouldBe(message);
    }

    [Fact]
    public void A_patch_of_more_than_ten_thousand_operations_is_too_long()
    {
        var patch = new JsonArray([.. Enumerable.Range(0, 10_001).Select(_ => JsonNode.Parse("""{"op": "test", "path": "/a/b", "value": 1}"""))]);
        Should.Throw<PatchException>(() => JsonPatch.Apply(JsonNode.Parse(Document)!, patch)).StatusCode.ShouldBe(413);
    }

    [Fact]
    public void A_failing_operation_leaves_the_document_as_it_was()
    {
        var document = JsonNode.Parse(Document)!;
        Should.Throw<PatchException>(() => JsonPatch.Apply(document, JsonNode.Parse("""[{"op": "remove", "path": "/a"}, {"op": "test", "path": "/list", "value": 1}]""")));
        JsonNode.DeepEquals(document, JsonNode.Parse(Document)).ShouldBeTrue();
    }
}
