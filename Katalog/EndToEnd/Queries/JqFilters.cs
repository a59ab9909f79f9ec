using System.Text.Json.Nodes;

namespace Orkestra.Katalog.EndToEnd.Queries;

/// <summary>The pieces that jq queries are put together from.</summary>
internal static class JqFilters
{
    public static JqFilter Identity { get; } = static input => [input];

    /// <summary><c>[]</c>.</summary>
    public static JqFilter Each { get; } = static input => input switch
    {
        JsonArray list => list,
        JsonObject map => map.Select(static entry => entry.Value),
        _ => throw Wrong(input, "has no items"),
    };

    public static JqFilter Constant(JsonNode? value) => _ => [value];

    public static JqFilter Key(string name) => input => input switch
    {
        null => [null],
        JsonObject map => [map[name]],
        _ => throw Wrong(input, $"has no key {name}"),
    };

    public static JqFilter Index(long index) => input => input switch
    {
        null => [null],
        JsonArray list => [QueryValue.At(list, index)],
        _ => throw Wrong(input, "has no index"),
    };

    public static JqFilter Pipe(JqFilter left, JqFilter right) => input => left(input).SelectMany(value => right(value));

    public static JqFilter Both(JqFilter left, JqFilter right) => input => left(input).Concat(right(input));

    /// <summary><c>left // right</c>: the values of the left that are neither null nor false, else those of the right.</summary>
    public static JqFilter Alternative(JqFilter left, JqFilter right) => input =>
        Try(left)(input).Where(QueryValue.IsTrue).ToList() is { Count: > 0 } found ? found : right(input);

    /// <summary>Nothing where the filter fails.</summary>
    public static JqFilter Try(JqFilter filter) => input =>
    {
        try
        {
            return [.. filter(input)];
        }
        catch (QueryException)
        {
            return [];
        }
    };

    public static JqFilter List(JqFilter items) => input => [ListOf(items(input))];

    /// <summary>Whether something holds between the two sides, for each pair.</summary>
    public static JqFilter Combine(JqFilter left, JqFilter right, Func<JsonNode?, JsonNode?, bool> holds) => input =>
        from b in right(input)
        from a in left(input)
        select (JsonNode?)JsonValue.Create(holds(a, b));

    public static JsonArray ListOf(IEnumerable<JsonNode?> values)
    {
        var list = new JsonArray();
        foreach (var value in values)
        {
            if (list.Count == AnswerQuery.MaxResults)
                throw new QueryException($"a list of more than {AnswerQuery.MaxResults} values");
            list.Add(value?.DeepClone());
        }

        return list;
    }

    public static QueryException Wrong(JsonNode? input, string why)
    {
        var text = QueryValue.Text(input);
        return new QueryException($"a value of type {QueryValue.TypeOf(input)} {why}: {(text.Length > 60 ? $"{text[..60]}…" : text)}");
    }
}
