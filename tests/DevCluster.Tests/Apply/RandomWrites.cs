using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Tests.Apply;

/// <summary>A random series of writes to one object, the same for the same seed: applies with and without force and merge patches of scalars, by several managers.</summary>
internal sealed class RandomWrites(int seed, Func<Random, JsonObject> configuration, Func<Random, JsonObject> scalars)
{
    private readonly Random _random = new(seed);

    /// <summary>One write: an apply patch when <paramref name="Applies"/>, else a merge patch.</summary>
    internal sealed record Write(bool Applies, string Manager, bool Force, JsonObject Body);

    public IEnumerable<Write> Take(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var applies = i == 0 || _random.Next(4) > 0;
            var manager = applies ? $"applier-{_random.Next(3)}" : $"updater-{_random.Next(2)}";
            yield return new Write(applies, manager, _random.Next(3) == 0, applies ? configuration(_random) : scalars(_random));
        }
    }

    /// <summary>A spec of the custom kind in <see cref="SameOwnersTests"/>.</summary>
    public static JsonObject CustomSpec(Random random)
    {
        // Servers before 1.22 refuse to empty a list or map of a custom resource, so none ever is.
        var spec = new JsonObject
        {
            ["labels"] = Map(random, () => Text(random)),
            ["one"] = Map(random, () => Text(random)),
            ["set"] = new JsonArray([.. Some(random).Select(n => (JsonNode)n)]),
            ["list"] = new JsonArray([.. Some(random).Select(n => (JsonNode)n)]),
            ["items"] = new JsonArray([.. Some(random).Select(n => (JsonNode)Item(random, n))]),
        };
        Maybe(random, spec, "number", () => random.Next(3));
        Maybe(random, spec, "other", () => random.Next(3));
        return new JsonObject { ["spec"] = spec };
    }

    /// <summary>Parts of a Deployment that are valid together in any combination.</summary>
    public static JsonObject Deployment(Random random)
    {
        var containers = new JsonArray(new JsonObject { ["name"] = "main", ["image"] = $"nginx:{random.Next(3)}" });
        foreach (var name in Some(random))
        {
            var container = new JsonObject { ["name"] = name, ["image"] = $"i:{random.Next(2)}" };
            Maybe(random, container, "args", () => new JsonArray([.. Some(random).Select(n => (JsonNode)n)]));
            Maybe(random, container, "env", () => new JsonArray([.. Some(random).Select(n => (JsonNode)new JsonObject { ["name"] = n, ["value"] = Text(random) })]));
            Maybe(random, container, "ports", () => new JsonArray(new JsonObject { ["containerPort"] = 80 + random.Next(2) }));
            Maybe(random, container, "resources", () => new JsonObject { ["limits"] = new JsonObject { ["cpu"] = $"{random.Next(1, 3)}000m" } });
            containers.Add((JsonNode)container);
        }
        var pod = new JsonObject { ["containers"] = containers };
        Maybe(random, pod, "tolerations", () => new JsonArray(new JsonObject { ["key"] = Text(random), ["operator"] = "Exists" }));
        Maybe(random, pod, "volumes", () => new JsonArray([.. Some(random).Select(n => (JsonNode)new JsonObject { ["name"] = n, ["secret"] = new JsonObject { ["secretName"] = Text(random) } })]));
        var spec = new JsonObject
        {
            ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["app"] = "web" } },
            ["template"] = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["app"] = "web" } }, ["spec"] = pod },
        };
        Maybe(random, spec, "replicas", () => random.Next(3));
        Maybe(random, spec, "minReadySeconds", () => random.Next(1, 3));
        var metadata = new JsonObject();
        Maybe(random, metadata, "labels", () => Map(random, () => Text(random)));
        Maybe(random, metadata, "annotations", () => Map(random, () => Text(random)));
        return new JsonObject { ["metadata"] = metadata, ["spec"] = spec };
    }

    /// <summary>What an updater may change. Servers before 1.22 give whoever lost the last field below a map all of its fields, so updates leave maps and lists alone.</summary>
    public static Func<Random, JsonObject> Scalars(string one, string other) => random =>
    {
        var spec = new JsonObject { [one] = random.Next(1, 4) };
        Maybe(random, spec, other, () => random.Next(1, 4));
        return new JsonObject { ["spec"] = spec };
    };

    private static void Maybe(Random random, JsonObject map, string name, Func<JsonNode> value)
    {
        if (random.Next(3) == 0)
            map[name] = value();
    }

    private static JsonObject Item(Random random, string name)
    {
        var item = new JsonObject { ["name"] = name };
        Maybe(random, item, "value", () => Text(random));
        item["more"] = Map(random, () => Text(random));
        return item;
    }

    private static JsonObject Map(Random random, Func<JsonNode> value) =>
        new(Some(random).Select(n => KeyValuePair.Create(n, (JsonNode?)value())));

    /// <summary>Never none: that an empty map has an owner is newer than the oldest server.</summary>
    private static string[] Some(Random random)
    {
        string[] names = ["a", "b", "c"];
        string[] some = [.. names.Where(_ => random.Next(2) == 0)];
        return some.Length > 0 ? some : names;
    }

    private static string Text(Random random) => random.Next(2) == 0 ? "x" : "y";
}
