using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Orkestra.Grains.Passes;
using Shouldly;
using Xunit;

namespace Orkestra.Grains.Tests.Passes;

public sealed class MergePatchTests
{
    [Fact]
    public void Equal_objects_need_no_patch() => MergePatch.Between(Parse("""{"a":{"b":[1,2]}}"""), Parse("""{"a":{"b":[1,2]}}""")).Count.ShouldBe(0);

    [Theory]
    [InlineData("""{"a":1,"b":2}""", """{"a":1}""", """{"b":null}""")]
    [InlineData("""{"a":{"x":1,"y":2}}""", """{"a":{"x":1,"y":3}}""", """{"a":{"y":3}}""")]
    [InlineData("""{"a":[1]}""", """{"a":[1,2]}""", """{"a":[1,2]}""")]
    public void A_patch_holds_what_differs(string from, string to, string patch) => MergePatch.Between(Parse(from), Parse(to)).ToJsonString().ShouldBe(patch);

    [Fact]
    public void The_patch_between_two_objects_turns_one_into_the_other() =>
        Prop.ForAll(Objects(3).ToArbitrary(), Objects(3).ToArbitrary(), (a, b) => JsonNode.DeepEquals(Apply(a, MergePatch.Between(a, b)), b)).QuickCheckThrowOnFailure();

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    private static JsonObject Apply(JsonObject target, JsonObject patch)
    {
        var result = (JsonObject)target.DeepClone();
        foreach (var (name, value) in patch)
        {
            if (value is null)
                result.Remove(name);
            else if (value is JsonObject below)
                result[name] = Apply(result[name] as JsonObject ?? [], below);
            else
                result[name] = value.DeepClone();
        }

        return result;
    }

    private static Gen<JsonObject> Objects(int depth) =>
        from names in Gen.Elements("a", "b", "c", "d").ListOf(3)
        from values in Values(depth).ListOf(3)
        select Make(names, values);

    private static Gen<JsonNode> Values(int depth)
    {
        var scalars = Gen.Choose(0, 3).Select(number => (JsonNode)JsonValue.Create(number));
        var lists = Gen.Choose(0, 2).ListOf(2).Select(items => (JsonNode)new JsonArray([.. items.Select(item => (JsonNode)item)]));
        return depth == 0 ? scalars : Gen.OneOf(scalars, lists, Objects(depth - 1).Select(obj => (JsonNode)obj));
    }

    private static JsonObject Make(IEnumerable<string> names, IEnumerable<JsonNode> values)
    {
        var made = new JsonObject();
        foreach (var (name, value) in names.Zip(values))
            made[name] = value.DeepClone();
        return made;
    }
}
