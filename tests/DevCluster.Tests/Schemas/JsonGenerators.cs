using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Orkestra.DevCluster.Tests.Schemas;

/// <summary>Random JSON objects, small and with few names, so that two of them overlap.</summary>
internal static class JsonGenerators
{
    private static readonly string[] Names = ["a", "b", "c", "d"];

    /// <summary>Free objects without null and without lists.</summary>
    public static Gen<JsonObject> Objects(int depth = 3) =>
        from size in Gen.Choose(0, 4)
        from names in Gen.Elements(Names).ArrayOf(size)
        from values in Value(depth).ArrayOf(size)
        select new JsonObject(names.Zip(values).DistinctBy(p => p.First, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.First, (JsonNode?)p.Second.DeepClone())));

    public static void CheckPairs(Func<JsonObject, JsonObject, bool> holds) => Prop.ForAll(
        Arb.From(from a in Objects() from b in Objects() select (a.ToJsonString(), b.ToJsonString())),
        pair => holds((JsonObject)JsonNode.Parse(pair.Item1)!, (JsonObject)JsonNode.Parse(pair.Item2)!)).QuickCheckThrowOnFailure();

    private static Gen<JsonNode> Value(int depth) => depth == 0
        ? Scalar()
        : Gen.OneOf(Scalar(), Objects(depth - 1).Select(o => (JsonNode)o));

    private static Gen<JsonNode> Scalar() => Gen.OneOf(
        Gen.Choose(0, 3).Select(i => (JsonNode)JsonValue.Create(i)),
        Gen.Elements("x", "y").Select(s => (JsonNode)JsonValue.Create(s)!),
        Gen.Elements(true, false).Select(b => (JsonNode)JsonValue.Create(b)));
}
