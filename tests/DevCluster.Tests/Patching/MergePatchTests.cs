using System.Text.Json.Nodes;
using FsCheck.Fluent;
using Orkestra.DevCluster.Patching;
using Orkestra.DevCluster.Schemas;
using Orkestra.DevCluster.Tests.Schemas;
using Shouldly;
using Xunit;

namespace Orkestra.DevCluster.Tests.Patching;

public sealed class MergePatchTests
{
    [Theory]
    [InlineData("""{"a": 1, "b": {"c": 2}}""", """{"b": {"c": null, "d": 3}}""", """{"a":1,"b":{"d":3}}""")]
    [InlineData("""{"a": [1, 2]}""", """{"a": [3]}""", """{"a":[3]}""")]
    [InlineData("""{"a": 1}""", """{"a": {"b": null, "c": 1}}""", """{"a":{"c":1}}""")]
    [InlineData("""{}""", """{"a": [{"b": null, "c": 1}]}""", """{"a":[{"c":1}]}""")]
    public void Members_merge_and_null_removes(string target, string patch, string merged) =>
        MergePatch.Apply(JsonNode.Parse(target), JsonNode.Parse(patch))!.ToJsonString().ShouldBe(merged);

    [Fact]
    public void The_difference_of_two_objects_makes_the_second_of_the_first() => JsonGenerators.CheckPairs((a, b) =>
        JsonNode.DeepEquals(MergePatch.Apply(a, MergePatch.Diff(a, b)), b));

    [Fact]
    public void Without_lists_a_strategic_patch_does_what_a_merge_patch_does() => JsonGenerators.CheckPairs((a, b) =>
    {
        var patch = MergePatch.Diff(a, b);
        return JsonNode.DeepEquals(StrategicMergePatch.Apply(a, patch, TypeSchema.Any), b);
    });
}
