using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Apply;

/// <summary>Order and text of JSON values as the API server has them in field paths: numbers before strings before booleans before lists, objects and null.</summary>
internal static class JsonScalars
{
    public static int Compare(JsonNode? left, JsonNode? right)
    {
        var leftRank = Rank(left);
        var rightRank = Rank(right);
        if (leftRank != rightRank)
            return leftRank.CompareTo(rightRank);
        return leftRank switch
        {
            0 => Number(left!).CompareTo(Number(right!)),
            1 => string.CompareOrdinal(left!.GetValue<string>(), right!.GetValue<string>()),
            _ => string.CompareOrdinal(left?.ToJsonString(), right?.ToJsonString()),
        };
    }

    /// <summary>As JSON, escaped as Go does it.</summary>
    public static void Write(StringBuilder text, JsonNode? value)
    {
        if (value is JsonValue scalar && scalar.GetValueKind() == JsonValueKind.String)
            WriteString(text, scalar.GetValue<string>());
        else
            text.Append(value is null ? "null" : value.ToJsonString());
    }

    public static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"' or '\\':
                    text.Append('\\').Append(c);
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case < ' ' or '<' or '>' or '&' or '\u2028' or '\u2029':
                    text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }
        text.Append('"');
    }

    private static int Rank(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.Number => 0,
        JsonValueKind.String => 1,
        JsonValueKind.False or JsonValueKind.True => 2,
        JsonValueKind.Array => 3,
        JsonValueKind.Object => 4,
        _ => 5,
    };

    private static decimal Number(JsonNode node) => decimal.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
