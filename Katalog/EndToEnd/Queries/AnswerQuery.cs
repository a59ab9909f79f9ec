using System.Text.Json.Nodes;

namespace Orkestra.Katalog.EndToEnd.Queries;

/// <summary>Picks a value out of an answer: a path of kubectl's JSONPath, or one in the part of jq that is built in (docs/decisions/096). Immutable.</summary>
public sealed class AnswerQuery
{
    /// <summary>More results than this are a mistake in the query.</summary>
    internal const int MaxResults = 10_000;

    private readonly Func<JsonNode?, IEnumerable<JsonNode?>> _results;
    private readonly string _separator;

    private AnswerQuery(string language, string text, Func<JsonNode?, IEnumerable<JsonNode?>> results, string separator) => (Language, Text, _results, _separator) = (language, text, results, separator);

    /// <summary><c>field</c>, <c>jq</c> or <c>yq</c>: the key under which it is written.</summary>
    public string Language { get; }

    /// <summary>As it is written.</summary>
    public string Text { get; }

    /// <summary>The value as text: strings as they are, the rest as JSON, several with a separator between; null where there is none, or it is null.</summary>
    /// <exception cref="QueryException">The value has not the shape that the query asks for.</exception>
    public string? Read(JsonNode? answer)
    {
        var texts = new List<string>();
        foreach (var result in _results(answer))
        {
            if (texts.Count == MaxResults)
                throw new QueryException($"{Language}: {Text} gives more than {MaxResults} results");
            if (result is not null)
                texts.Add(QueryValue.Text(result));
        }

        return texts.Count == 0 ? null : string.Join(_separator, texts);
    }

    /// <summary>Compiles a query of a language; null and the reason if it is none.</summary>
    internal static AnswerQuery? Parse(string language, string text, out string error)
    {
        error = "";
        try
        {
            return language is "field"
                ? new AnswerQuery(language, text, new JsonPathParser(text).Parse(), " ")
                : new AnswerQuery(language, text, new JqParser(text).Parse(), "\n");
        }
        catch (QuerySyntaxException refused)
        {
            error = refused.Message;
            return null;
        }
    }
}
