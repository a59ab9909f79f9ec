using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Orkestra.Kubernetes.Tests.Apply;

/// <summary>Random JSON as objects of Kubernetes have it.</summary>
internal static class JsonArbitrary
{
    private static readonly string[] Keys = ["a", "b", "c", "name", "image", "replicas", "é", "\"q\"", "x/y.z"];

    public static Gen<JsonNode?> Scalar { get; } = Gen.OneOf(
        Gen.Choose(-5, 5000).Select(number => (JsonNode?)number),
        Gen.Elements("", "x", "80", "1Gi", "true", "\U0001F600", "a\nb", "\\").Select(text => (JsonNode?)text),
        Gen.Elements(true, false).Select(flag => (JsonNode?)flag),
        Gen.Elements(0.5, 1.25, 1e21, -0.001).Select(number => (JsonNode?)number));

    public static Arbitrary<JsonObject> Objects { get; } = Arb.From(Object(3), Shrink);

    public static Gen<JsonObject> Object(int depth) =>
        from keys in Gen.SubListOf(Keys)
        from values in Gen.ArrayOf(Value(depth), keys.Count)
        select new JsonObject(keys.Zip(values, (key, value) => KeyValuePair.Create(key, value?.DeepClone())));

    public static Gen<JsonNode?> Value(int depth) => depth == 0
        ? Scalar
        : Gen.Frequency(
            (4, Scalar),
            (1, Gen.Constant<JsonNode?>(null)),
            (2, Object(depth - 1).Select(obj => (JsonNode?)obj)),
            (1, from length in Gen.Choose(0, 3)
                from items in Gen.ArrayOf(Value(depth - 1), length)
                select (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])));

    /// <summary>The same value with the keys of every object in another order.</summary>
    public static JsonNode? Shuffled(JsonNode? node, Random random) => node switch
    {
        JsonObject obj => new JsonObject(obj.OrderBy(_ => random.Next()).ToList().Select(pair => KeyValuePair.Create(pair.Key, Shuffled(pair.Value, random)))),
        JsonArray array => new JsonArray([.. array.Select(item => Shuffled(item, random))]),
        _ => node?.DeepClone(),
    };

    /// <summary>Every scalar in the value, with its parent and how to set it.</summary>
    public static IEnumerable<(JsonNode Leaf, Action<JsonNode?> Set)> Leaves(JsonNode? node) => node switch
    {
        JsonObject obj => obj.ToList().SelectMany(pair => pair.Value is JsonValue leaf ? [(leaf, value => obj[pair.Key] = value)] : Leaves(pair.Value)),
        JsonArray array => Enumerable.Range(0, array.Count).ToList().SelectMany(at => array[at] is JsonValue leaf ? [(leaf, value => array[at] = value)] : Leaves(array[at])),
        _ => [],
    };

    private static IEnumerable<JsonObject> Shrink(JsonObject obj)
    {
        foreach (var key in obj.Select(pair => pair.Key).ToList())
        {
            var smaller = obj.DeepClone().AsObject();
            smaller.Remove(key);
            yield return smaller;
        }
    }
}
