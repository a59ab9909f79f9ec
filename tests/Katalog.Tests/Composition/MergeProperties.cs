using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Yaml;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Composition;

/// <summary>What holds for every two documents that are put together.</summary>
public sealed class MergeProperties
{
    private static readonly string[] Names = ["a", "b", "c"];

    [Fact]
    public void Nothing_changes_a_document_and_a_document_changes_itself_to_itself() => Check((a, _, _) =>
    {
        Json(NodeMerge.Merge(Empty(), Node(a), joinsLists: true)).ShouldBe(Sorted(a));
        Json(NodeMerge.Merge(Node(a), Empty(), joinsLists: true)).ShouldBe(Sorted(a));
        Json(NodeMerge.Merge(Node(a), Node(a), joinsLists: false)).ShouldBe(Sorted(a));
    });

    [Fact]
    public void It_does_not_matter_which_two_of_three_are_put_together_first() => Check((a, b, c) =>
    {
        // Where a map and something else meet, the later one counts as a whole, and an earlier one may come back under it: only documents of one form are compared.
        var (x, y, z) = (Node(a), Node(b), Node(c));
        if (!Fit(x, y) || !Fit(y, z) || !Fit(x, z))
            return;
        foreach (var joins in new[] { true, false })
            Json(NodeMerge.Merge(NodeMerge.Merge(x, y, joins), z, joins)).ShouldBe(Json(NodeMerge.Merge(x, NodeMerge.Merge(y, z, joins), joins)));
    });

    [Fact]
    public void Every_leaf_of_the_later_document_is_in_the_result() => Check((a, b, _) =>
    {
        var merged = NodeMerge.Merge(Node(a), Node(b), joinsLists: false);
        foreach (var (path, leaf) in Leaves(Node(b), []))
            NodeJson.Of(NodeMerge.Find(merged, path)!)!.ToJsonString().ShouldBe(NodeJson.Of(leaf)!.ToJsonString());
    });

    [Fact]
    public void What_is_put_in_is_found_and_what_is_taken_out_is_not() => Check((a, b, _) =>
    {
        string[] path = ["x", "y"];
        var with = NodeMerge.With(Node(a), path, Node(b));

        NodeMerge.Find(with, path).ShouldNotBeNull();
        Json(NodeMerge.Without(with, path)).ShouldBe(Sorted(a));
    });

    private static void Check(Action<string, string, string> property)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20260718, 77), FSharpOption<int>.None)));
        var three = from a in Map(3) from b in Map(3) from c in Map(3) select (a.ToJsonString(), b.ToJsonString(), c.ToJsonString());
        Prop.ForAll(three.ToArbitrary(), each => property(each.Item1, each.Item2, each.Item3)).Check(config);
    }

    private static Gen<JsonObject> Map(int depth) =>
        from keys in Gen.SubListOf(Names)
        from values in Value(depth).ArrayOf(Names.Length)
        select new JsonObject(keys.Select((key, position) => KeyValuePair.Create(key, (JsonNode?)values[position].DeepClone())));

    private static Gen<JsonNode> Value(int depth) => depth == 0
        ? Gen.Choose(0, 9).Select(number => (JsonNode)JsonValue.Create(number))
        : Gen.Frequency(
            (3, Gen.Choose(0, 9).Select(number => (JsonNode)JsonValue.Create(number))),
            (2, Gen.Choose(0, 9).ArrayOf(2).Select(items => (JsonNode)new JsonArray([.. items.Select(item => JsonValue.Create(item))]))),
            (3, Map(depth - 1).Select(map => (JsonNode)map)));

    private static MapNode Node(string json) => json is "{}" ? Empty() : (MapNode)YamlReader.Read(new SourceText("a", json), new Findings()).Single().Node;

    private static MapNode Empty() => new(new SourceText("empty", ""), new Mark(1, 1, 0), []);

    private static string Json(Node node) => Sorted(NodeJson.Of(node)!.ToJsonString());

    private static string Sorted(string json) => Sorted(JsonNode.Parse(json)!).ToJsonString();

    private static JsonNode Sorted(JsonNode node) => node is JsonObject map
        ? new JsonObject(map.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => KeyValuePair.Create(each.Key, (JsonNode?)Sorted(each.Value!))))
        : node.DeepClone();

    private static bool Fit(Node one, Node other) => (one, other) switch
    {
        (MapNode a, MapNode b) => a.Entries.All(entry => b.Find(entry.Key) is not { } same || Fit(entry.Value, same.Value)),
        (ListNode, ListNode) or (ScalarNode, ScalarNode) => true,
        _ => false,
    };

    private static IEnumerable<(string[] Path, Node Leaf)> Leaves(Node node, string[] path) => node is MapNode map
        ? map.Entries.SelectMany(entry => Leaves(entry.Value, [.. path, entry.Key]))
        : [(path, node)];
}
