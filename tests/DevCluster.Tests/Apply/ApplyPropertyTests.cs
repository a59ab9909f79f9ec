using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Orkestra.DevCluster.Apply;
using Orkestra.DevCluster.Schemas;
using Orkestra.DevCluster.Tests.Schemas;
using Shouldly;
using Xunit;

namespace Orkestra.DevCluster.Tests.Apply;

public sealed class ApplyPropertyTests
{
    private const string FreeSpec = """{"type": "object", "properties": {"spec": {"type": "object", "x-kubernetes-preserve-unknown-fields": true}}}""";

    [Fact]
    public void A_field_set_survives_its_written_form() => JsonGenerators.CheckPairs((a, b) =>
    {
        var set = FieldCollector.Collect(TypeSchema.Any, a).Union(FieldCollector.Collect(TypeSchema.Any, b));
        return FieldSet.Decode((JsonObject)JsonNode.Parse(set.ToString())!).SetEquals(set);
    });

    [Fact]
    public void Sets_obey_the_laws_of_sets() => JsonGenerators.CheckPairs((a, b) =>
    {
        var (left, right) = (FieldCollector.Collect(TypeSchema.Any, a), FieldCollector.Collect(TypeSchema.Any, b));
        return left.Union(right).SetEquals(right.Union(left))
            && left.Intersection(right).SetEquals(right.Intersection(left))
            && left.Difference(right).Union(left.Intersection(right)).SetEquals(left)
            && left.Difference(right).Intersection(right).IsEmpty
            && left.Union(right).Difference(right).SetEquals(left.Difference(right));
    });

    [Fact]
    public void A_comparison_tells_what_makes_the_older_object_the_newer() => JsonGenerators.CheckPairs((older, newer) =>
    {
        var comparison = ObjectComparer.Compare(TypeSchema.Any, older, newer);
        var rest = FieldRemover.Remove(TypeSchema.Any, older, comparison.Removed);
        return JsonNode.DeepEquals(older, newer) == (comparison.Removed.IsEmpty && comparison.Changed.IsEmpty)
            && comparison.Added.Intersection(comparison.Removed).IsEmpty
            && ObjectComparer.Compare(TypeSchema.Any, rest, newer).Removed.IsEmpty;
    });

    [Fact]
    public void What_is_applied_is_there_afterwards() => JsonGenerators.CheckPairs((live, applied) =>
    {
        var merged = ObjectMerger.Merge(TypeSchema.Any, live, applied);
        return JsonNode.DeepEquals(ObjectMerger.Merge(TypeSchema.Any, merged, applied), merged)
            && FieldCollector.Collect(TypeSchema.Any, applied).Difference(FieldCollector.Collect(TypeSchema.Any, merged)).IsEmpty;
    });

    [Fact]
    public void Applying_twice_is_applying_once() => JsonGenerators.CheckPairs((live, applied) =>
    {
        var thing = Made(live);
        thing.Apply(Spec(applied), force: true);
        var once = thing.Live!.DeepClone();
        thing.Clock.Advance(TimeSpan.FromSeconds(1));
        thing.Apply(Spec(applied));
        return JsonNode.DeepEquals(thing.Live, once);
    });

    [Fact]
    public void Who_applies_nothing_any_more_leaves_what_was_there_before() => JsonGenerators.CheckPairs((live, applied) =>
    {
        // Only fields that nobody had set: what is changed by force is not given back.
        var added = MergeOnlyNew(live, applied);
        var thing = Made(live);
        var before = thing.Live!["spec"]!.DeepClone();
        thing.Apply(Spec(added));
        thing.Apply("{}");
        return JsonNode.DeepEquals(thing.Live!["spec"], before) && thing.Entry("applier") is null;
    });

    private static ApplyFixture Made(JsonObject live)
    {
        var thing = ApplyFixture.Custom(FreeSpec);
        // A map that an apply fills and then empties is gone, so it is not empty to begin with.
        var filled = (JsonObject)live.DeepClone();
        filled["z"] = 1;
        thing.Create(new JsonObject { ["spec"] = new JsonObject { ["live"] = filled } }.ToJsonString());
        return thing;
    }

    private static string Spec(JsonObject applied) => new JsonObject { ["spec"] = new JsonObject { ["live"] = applied.DeepClone() } }.ToJsonString();

    private static JsonObject MergeOnlyNew(JsonObject live, JsonObject applied)
    {
        var result = new JsonObject();
        foreach (var (name, value) in applied)
        {
            if (!live.TryGetPropertyValue(name, out var present))
                result[name] = value?.DeepClone();
            else if (present is JsonObject { Count: > 0 } inner && value is JsonObject more && MergeOnlyNew(inner, more) is { Count: > 0 } deeper)
                result[name] = deeper;
        }
        return result;
    }
}
