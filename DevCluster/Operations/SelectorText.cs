using System.Text.Json.Nodes;
using Orkestra.DevCluster.Objects;

namespace Orkestra.DevCluster.Operations;

/// <summary>A label selector object, or a map of labels, as the text that a list takes.</summary>
internal static class SelectorText
{
    public static string Of(JsonNode? selector)
    {
        if (selector is not JsonObject map)
            return "";
        var terms = new List<string>();
        var labels = map.ContainsKey("matchLabels") || map.ContainsKey("matchExpressions") ? map["matchLabels"] as JsonObject : map;
        foreach (var (key, value) in labels?.OrderBy(pair => pair.Key, StringComparer.Ordinal) ?? Enumerable.Empty<KeyValuePair<string, JsonNode?>>())
            terms.Add($"{key}={value.Text()}");
        foreach (var expression in (map["matchExpressions"] as JsonArray ?? []).OfType<JsonObject>())
            terms.Add(Term(expression));
        return string.Join(",", terms);
    }

    private static string Term(JsonObject expression)
    {
        var key = expression.Text("key");
        var values = string.Join(",", (expression["values"] as JsonArray ?? []).Select(value => value.Text()));
        return expression.Text("operator") switch
        {
            "In" => $"{key} in ({values})",
            "NotIn" => $"{key} notin ({values})",
            "DoesNotExist" => $"!{key}",
            _ => key ?? "",
        };
    }
}
