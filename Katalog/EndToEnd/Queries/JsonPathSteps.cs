using System.Text.Json.Nodes;

namespace Orkestra.Katalog.EndToEnd.Queries;

/// <summary>The steps of a JSONPath. Unlike in jq, what is absent, or of another shape, gives nothing.</summary>
internal static class JsonPathSteps
{
    public static JqFilter Same { get; } = static input => [input];

    public static JqFilter All { get; } = Children;

    public static JqFilter Key(string name) => input => input is JsonObject map && map[name] is { } value ? [value] : [];

    public static JqFilter Index(long index) => input => input is JsonArray list && QueryValue.At(list, index) is { } value ? [value] : [];

    /// <summary><c>[from:to]</c>, the end not included.</summary>
    public static JqFilter Slice(long? from, long? to) => input =>
    {
        if (input is not JsonArray list)
            return [];
        var start = Position(from ?? 0, list.Count);
        return list.Skip(start).Take(Math.Max(Position(to ?? list.Count, list.Count) - start, 0)).Where(static item => item is not null);
    };

    public static JqFilter Where(Func<JsonNode?, bool> holds) => input => input is JsonArray list ? list.Where(holds) : [];

    /// <summary><c>..name</c>: the values of that key at any depth.</summary>
    public static JqFilter Below(string name) => input => Descend(input).OfType<JsonObject>().Select(map => map[name]).Where(static value => value is not null);

    private static IEnumerable<JsonNode?> Children(JsonNode? input) => input switch
    {
        JsonArray list => list.Where(static item => item is not null),
        JsonObject map => map.Select(static entry => entry.Value).Where(static value => value is not null),
        _ => [],
    };

    private static IEnumerable<JsonNode?> Descend(JsonNode? input) => Children(input).SelectMany(Descend).Prepend(input);

    private static int Position(long index, int count) => (int)Math.Clamp(index < 0 ? index + count : index, 0, count);
}
