using System.Text.Json.Nodes;
using Orkestra.Katalog.Conditions;

namespace Orkestra.Katalog.EndToEnd.Queries;

/// <summary>The functions of jq that are built in.</summary>
internal static class JqFunctions
{
    /// <summary>Those that take an argument.</summary>
    public static IReadOnlyList<string> WithArgument { get; } = ["all", "any", "contains", "endswith", "has", "join", "map", "select", "startswith", "test"];

    /// <summary>A function without argument; null: there is none of that name.</summary>
    public static JqFilter? Of(string name) => name switch
    {
        "length" => One(static value => JsonValue.Create(Length(value))),
        "keys" => One(static value => JqFilters.ListOf(Map(value).Select(static entry => entry.Key).Order(StringComparer.Ordinal).Select(static key => (JsonNode?)JsonValue.Create(key)))),
        "not" => One(static value => JsonValue.Create(!QueryValue.IsTrue(value))),
        "type" => One(static value => JsonValue.Create(QueryValue.TypeOf(value))),
        "tostring" => One(static value => JsonValue.Create(QueryValue.Text(value))),
        "tonumber" => One(Number),
        "first" => One(static value => QueryValue.At(List(value), 0)),
        "last" => One(static value => QueryValue.At(List(value), -1)),
        "any" => One(static value => JsonValue.Create(List(value).Any(QueryValue.IsTrue))),
        "all" => One(static value => JsonValue.Create(List(value).All(QueryValue.IsTrue))),
        "sort" => One(static value => JqFilters.ListOf(Sorted(value))),
        "unique" => One(static value => JqFilters.ListOf(Sorted(value).DistinctBy(QueryValue.Text, StringComparer.Ordinal))),
        "empty" => static _ => [],
        _ => null,
    };

    /// <summary>A function of one argument; null: there is none of that name.</summary>
    public static JqFilter? Of(string name, JqFilter argument) => name switch
    {
        "select" => input => argument(input).Where(QueryValue.IsTrue).Select(_ => input),
        "map" => input => [JqFilters.ListOf(List(input).SelectMany(item => argument(item)))],
        "any" => input => [JsonValue.Create(List(input).Any(item => argument(item).Any(QueryValue.IsTrue)))],
        "all" => input => [JsonValue.Create(List(input).All(item => argument(item).All(QueryValue.IsTrue)))],
        "has" => With(argument, static (input, key) => JsonValue.Create(Has(input, key))),
        "contains" => With(argument, static (input, part) => JsonValue.Create(Contains(input, part))),
        "startswith" => With(argument, static (input, part) => JsonValue.Create(Text(input).StartsWith(Text(part), StringComparison.Ordinal))),
        "endswith" => With(argument, static (input, part) => JsonValue.Create(Text(input).EndsWith(Text(part), StringComparison.Ordinal))),
        "join" => With(argument, static (input, separator) => JsonValue.Create(string.Join(Text(separator), List(input).Select(static item => item is null ? "" : QueryValue.Text(item))))),
        "test" => With(argument, static (input, pattern) =>
            JsonValue.Create((Re2Pattern.Compile(Text(pattern), out var error) ?? throw new QueryException($"bad regular expression: {error}")).IsMatch(Text(input)))),
        _ => null,
    };

    private static JqFilter One(Func<JsonNode?, JsonNode?> map) => input => [map(input)];

    private static JqFilter With(JqFilter argument, Func<JsonNode?, JsonNode?, JsonNode?> map) => input => argument(input).Select(value => map(input, value));

    private static JsonArray List(JsonNode? value) => value as JsonArray ?? throw JqFilters.Wrong(value, "is no list");

    private static JsonObject Map(JsonNode? value) => value as JsonObject ?? throw JqFilters.Wrong(value, "is no map");

    private static string Text(JsonNode? value) => QueryValue.TypeOf(value) is "string" ? QueryValue.Text(value) : throw JqFilters.Wrong(value, "is no text");

    private static IEnumerable<JsonNode?> Sorted(JsonNode? value) => List(value).Order(Comparer<JsonNode?>.Create(QueryValue.Compare));

    private static double Length(JsonNode? value) => value switch
    {
        null => 0,
        JsonArray list => list.Count,
        JsonObject map => map.Count,
        _ when QueryValue.TypeOf(value) is "string" => QueryValue.Text(value).EnumerateRunes().Count(),
        _ => Math.Abs(QueryValue.Number(value) ?? throw JqFilters.Wrong(value, "has no length")),
    };

    private static JsonNode? Number(JsonNode? value) =>
        QueryValue.TypeOf(value) is "number" ? value : new QueryText(Text(value)).ReadNumber() ?? throw JqFilters.Wrong(value, "is no number");

    private static bool Has(JsonNode? input, JsonNode? key) => input switch
    {
        JsonObject map => map.ContainsKey(Text(key)),
        JsonArray list => QueryValue.Number(key) is { } index && index >= 0 && index < list.Count,
        _ => throw JqFilters.Wrong(input, "has no keys"),
    };

    /// <summary>As jq's: a text in a text, and for lists and maps whether each part is contained in some part.</summary>
    private static bool Contains(JsonNode? input, JsonNode? part) => (input, part) switch
    {
        (JsonArray list, JsonArray parts) => parts.All(one => list.Any(item => Contains(item, one))),
        (JsonObject map, JsonObject parts) => parts.All(one => map.TryGetPropertyValue(one.Key, out var value) && Contains(value, one.Value)),
        _ when QueryValue.TypeOf(input) is "string" && QueryValue.TypeOf(part) is "string" => QueryValue.Text(input).Contains(QueryValue.Text(part), StringComparison.Ordinal),
        _ => QueryValue.AreEqual(input, part),
    };
}
