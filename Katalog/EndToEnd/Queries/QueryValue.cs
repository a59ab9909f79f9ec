using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orkestra.Katalog.EndToEnd.Queries;

/// <summary>What queries do with single values.</summary>
internal static class QueryValue
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A string as it is, anything else as JSON.</summary>
    public static string Text(JsonNode? value) => value is JsonValue scalar && scalar.TryGetValue(out string? text) ? text : value is null ? "null" : value.ToJsonString(Readable);

    public static bool IsTrue(JsonNode? value) => value is not null && !(value is JsonValue scalar && scalar.TryGetValue(out bool flag) && !flag);

    public static double? Number(JsonNode? value) =>
        value?.GetValueKind() is JsonValueKind.Number && double.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static bool AreEqual(JsonNode? left, JsonNode? right) => Number(left) is { } a && Number(right) is { } b ? a.Equals(b) : JsonNode.DeepEquals(left, right);

    /// <summary>jq's order of values: null, false, true, numbers, strings, lists, maps.</summary>
    public static int Compare(JsonNode? left, JsonNode? right)
    {
        var rank = Rank(left).CompareTo(Rank(right));
        if (rank != 0)
            return rank;
        return Number(left) is { } a && Number(right) is { } b ? a.CompareTo(b) : string.CompareOrdinal(Text(left), Text(right));
    }

    public static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => "number",
        JsonValueKind.String => "string",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        _ => "null",
    };

    /// <summary>An element; from the end for a negative index, null where there is none.</summary>
    public static JsonNode? At(JsonArray list, long index)
    {
        var from = index < 0 ? index + list.Count : index;
        return from >= 0 && from < list.Count ? list[(int)from] : null;
    }

    private static int Rank(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => 0,
        JsonValueKind.False => 1,
        JsonValueKind.True => 2,
        JsonValueKind.Number => 3,
        JsonValueKind.String => 4,
        JsonValueKind.Array => 5,
        _ => 6,
    };
}
