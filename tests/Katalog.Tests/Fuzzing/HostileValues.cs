using System.Globalization;
using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Tests.Fuzzing;

/// <summary>Values as somebody would put them into a custom resource who wants to break what reads it: templates, nesting, long texts, numbers at the edge,
/// keys that look like syntax. The names are those that the templates of the corpus ask for.</summary>
internal sealed class HostileValues(Random random)
{
    private static readonly string[] Names =
    [
        "spec", "metadata", "status", "children", "s", "n", "f", "e", "t", "list", "nums", "m", "deep", "mix", "nul", "uni", "html", "objs", "nested", "text", "map", "name", "items", "replicas", "image", "host", "port", "regions", "labels",
        "annotations", "conditions", "containers", "template", "_pods", "_endpoints", "_warnings", "deployment", "job", "type", "phase", "schedule",
    ];

    private static readonly string[] Texts =
    [
        "", " ", "{{ . }}", "{{ range .spec.list }}{{ . }}{{ end }}", "{{", "}}", "%s%d%[9]*d%999999d", "(a+)+$", "[[:alpha:]]{1000}", "* * * * *", "*/0 * * * *", "2026-01-15T10:30:00Z", "9999-12-31T23:59:59.999999999+14:00", "-1y",
        "99999999999999999999d", "1e999", "NaN", "-0", "0x7fffffffffffffff", "1.2.3-rc.1+b", ">=1 <0 || ^", "10Ki", "9999999999999Ei", "10.0.0.0/33", "::1", "\0", "\ud83d\ude00", "\u202e", "é́́́́", "<script>", "' OR 1=1", "../../etc", "true", "null", "a,b,,c",
        "{\"a\":[1,{\"b\":null}]}", "[[[[[[[[", "\"", "`", "\\", "x\ny", "W3siYSI6MX1d", "====", "UTC", "Mon-Fri",
    ];

    private static readonly double[] Reals = [0.1, -0.0, 1e308, -1e308, 5e-324, 1e21, 123456789.125];

    private static readonly long[] Wholes = [0, -1, 1, 3, 64, 65_536, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue];

    /// <summary>Somewhat more text than an API server takes in one object.</summary>
    private int _left = 2_000_000;

    public static JsonObject Root(int seed) => new HostileValues(new Random(seed)).Root();

    private JsonObject Root()
    {
        var root = new JsonObject();
        foreach (var name in Names)
        {
            if (random.Next(4) > 0)
                root[name] = Value(4);
        }

        return root;
    }

    private JsonNode? Value(int depth) => random.Next(depth > 0 ? 10 : 6) switch
    {
        0 => null,
        1 => JsonValue.Create(random.Next(2) == 0),
        2 => JsonValue.Create(Wholes[random.Next(Wholes.Length)]),
        3 => JsonValue.Create(Reals[random.Next(Reals.Length)]),
        4 or 5 => JsonValue.Create(Text()),
        6 => Nested(),
        7 or 8 => Map(depth),
        _ => List(depth),
    };

    private string Text()
    {
        var text = Text(_left > 0 ? random.Next(60) : 3);
        _left -= text.Length;
        return text;
    }

    private string Text(int kind) => kind switch
    {
        0 => new string((char)random.Next(1, 0x250), random.Next(1, 200_000)),
        1 => string.Concat(Enumerable.Repeat(Texts[random.Next(Texts.Length)], random.Next(1, 500))),
        2 => random.NextInt64().ToString(CultureInfo.InvariantCulture),
        _ => Texts[random.Next(Texts.Length)],
    };

    private JsonObject Map(int depth)
    {
        var map = new JsonObject();
        for (var count = random.Next(8); count > 0; count--)
            map[random.Next(3) == 0 ? Text() : Names[random.Next(Names.Length)]] = Value(depth - 1);
        return map;
    }

    private JsonArray List(int depth)
    {
        var list = new JsonArray();
        for (var count = _left > 0 && random.Next(30) == 0 ? random.Next(500) : random.Next(6); count > 0; count--)
            list.Add(Value(Math.Min(depth - 1, 2)));
        return list;
    }

    /// <summary>Deeper than the engine prints.</summary>
    private JsonNode Nested()
    {
        JsonNode node = new JsonArray();
        for (var depth = random.Next(5, 200); depth > 0; depth--)
            node = random.Next(2) == 0 ? new JsonArray(node) : new JsonObject { ["a"] = node };
        return node;
    }
}
