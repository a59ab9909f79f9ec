using System.Text.Json.Nodes;
using Orkestra.DevCluster.Patching;
using Orkestra.DevCluster.Types;
using Shouldly;
using Xunit;

namespace Orkestra.DevCluster.Tests.Patching;

public sealed class StrategicMergePatchTests
{
    private static readonly BuiltInTypes Types = new();

    [Theory]
    [InlineData("""{"spec": {"containers": [{"name": "a", "image": "1"}, {"name": "b"}]}}""", """{"spec": {"containers": [{"name": "b", "image": "2"}]}}""",
        """{"spec": {"containers": [{"name": "a", "image": "1"}, {"name": "b", "image": "2"}]}}""")]
    [InlineData("""{"spec": {"containers": [{"name": "a"}]}}""", """{"spec": {"containers": [{"name": "b"}]}}""", """{"spec": {"containers": [{"name": "b"}, {"name": "a"}]}}""")]
    [InlineData("""{"spec": {"containers": [{"name": "a"}, {"name": "b"}]}}""", """{"spec": {"containers": [{"name": "a", "$patch": "delete"}]}}""", """{"spec": {"containers": [{"name": "b"}]}}""")]
    [InlineData("""{"spec": {"containers": [{"name": "a"}, {"name": "b"}]}}""", """{"spec": {"containers": [{"name": "c"}, {"$patch": "replace"}]}}""", """{"spec": {"containers": [{"name": "c"}]}}""")]
    [InlineData("""{"spec": {"containers": [{"name": "a"}, {"name": "b"}]}}""", """{"spec": {"$setElementOrder/containers": [{"name": "b"}, {"name": "a"}]}}""",
        """{"spec": {"containers": [{"name": "b"}, {"name": "a"}]}}""")]
    [InlineData("""{"spec": {"containers": [{"name": "a", "args": ["x"]}]}}""", """{"spec": {"containers": [{"name": "a", "args": ["y"]}]}}""", """{"spec": {"containers": [{"name": "a", "args": ["y"]}]}}""")]
    [InlineData("""{"spec": {"tolerations": [{"key": "a"}]}}""", """{"spec": {"tolerations": [{"key": "b"}]}}""", """{"spec": {"tolerations": [{"key": "b"}]}}""")]
    [InlineData("""{"metadata": {"labels": {"a": "1", "b": "2"}}}""", """{"metadata": {"labels": {"a": null, "c": "3"}}}""", """{"metadata": {"labels": {"b": "2", "c": "3"}}}""")]
    [InlineData("""{"metadata": {"labels": {"a": "1"}}}""", """{"metadata": {"labels": {"$patch": "replace", "b": "2"}}}""", """{"metadata": {"labels": {"b": "2"}}}""")]
    [InlineData("""{"metadata": {"finalizers": ["a", "b"]}}""", """{"metadata": {"finalizers": ["b", "c"]}}""", """{"metadata": {"finalizers": ["a", "b", "c"]}}""")]
    [InlineData("""{"metadata": {"finalizers": ["a", "b"]}}""", """{"metadata": {"$deleteFromPrimitiveList/finalizers": ["a"]}}""", """{"metadata": {"finalizers": ["b"]}}""")]
    [InlineData("""{"metadata": {"finalizers": ["a", "b"]}}""", """{"metadata": {"$deleteFromPrimitiveList/finalizers": ["a"], "$setElementOrder/finalizers": ["c", "b"], "finalizers": ["c"]}}""", """{"metadata": {"finalizers": ["c", "b"]}}""")]
    [InlineData("""{"spec": {"volumes": [{"name": "v", "emptyDir": {}}]}}""", """{"spec": {"volumes": [{"name": "v", "$retainKeys": ["name", "secret"], "secret": {"secretName": "s"}}]}}""",
        """{"spec": {"volumes": [{"name": "v", "secret": {"secretName": "s"}}]}}""")]
    [InlineData("""{"spec": {}}""", """{"spec": {"containers": [{"name": "a", "env": null}]}}""", """{"spec": {"containers": [{"name": "a"}]}}""")]
    public void A_pod_is_patched(string live, string patch, string patched) => Patched("Pod", live, patch).ShouldBe(Normal(patched));

    [Fact]
    public void Ports_merge_by_their_strategic_key()
    {
        Patched("Service", """{"spec": {"ports": [{"port": 80, "name": "a"}, {"port": 81}]}}""", """{"spec": {"ports": [{"port": 80, "nodePort": 30000}]}}""")
            .ShouldBe("""{"spec":{"ports":[{"port":80,"name":"a","nodePort":30000},{"port":81}]}}""");
    }

    [Fact]
    public void An_item_without_its_merge_key_is_an_error()
    {
        Should.Throw<PatchException>(() => Patched("Pod", """{"spec": {"containers": [{"name": "a"}]}}""", """{"spec": {"containers": [{"image": "x"}]}}"""))
            .Message.ShouldBe("""map: {"image":"x"} does not contain declared merge key: name""");
    }

    [Fact]
    public void A_key_that_is_not_retained_must_not_be_set()
    {
        Should.Throw<PatchException>(() => Patched("Pod", """{"spec": {}}""", """{"spec": {"$retainKeys": ["nodeName"], "hostname": "x"}}""")).StatusCode.ShouldBe(400);
    }

    [Fact]
    public void An_order_that_the_patch_contradicts_is_an_error()
    {
        Should.Throw<PatchException>(() => Patched("Pod", """{"spec": {"containers": [{"name": "a"}]}}""",
            """{"spec": {"$setElementOrder/containers": [{"name": "b"}, {"name": "a"}], "containers": [{"name": "a"}, {"name": "b"}]}}"""));
    }

    [Fact]
    public void The_arguments_are_left_alone()
    {
        var (live, patch) = (Node("""{"spec": {"containers": [{"name": "a"}]}}"""), Node("""{"spec": {"$setElementOrder/containers": [{"name": "a"}], "containers": [{"name": "a", "image": "x"}]}}"""));
        var (liveText, patchText) = (live.ToJsonString(), patch.ToJsonString());
        StrategicMergePatch.Apply(live, patch, Types.Find("", "v1", "Pod")!.Schema);
        live.ToJsonString().ShouldBe(liveText);
        patch.ToJsonString().ShouldBe(patchText);
    }

    private static string Patched(string kind, string live, string patch) => StrategicMergePatch.Apply(Node(live), Node(patch), Types.Find("", "v1", kind)!.Schema).ToJsonString();

    private static JsonObject Node(string text) => (JsonObject)JsonNode.Parse(text)!;

    private static string Normal(string text) => Node(text).ToJsonString();
}
