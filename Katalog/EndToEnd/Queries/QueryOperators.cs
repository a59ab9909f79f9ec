using System.Text.Json.Nodes;

namespace Orkestra.Katalog.EndToEnd.Queries;

/// <summary>The comparisons that both languages of queries have.</summary>
internal static class QueryOperators
{
    /// <summary>The comparison that comes next, behind us then; or null.</summary>
    public static Func<JsonNode?, JsonNode?, bool>? TakeComparison(this QueryText text)
    {
        if (text.Take("=="))
            return QueryValue.AreEqual;
        if (text.Take("!="))
            return static (a, b) => !QueryValue.AreEqual(a, b);
        if (text.Take("<="))
            return static (a, b) => QueryValue.Compare(a, b) <= 0;
        if (text.Take(">="))
            return static (a, b) => QueryValue.Compare(a, b) >= 0;
        if (text.Take("<"))
            return static (a, b) => QueryValue.Compare(a, b) < 0;
        return text.Take(">") ? static (a, b) => QueryValue.Compare(a, b) > 0 : null;
    }
}
