using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orkestra.Silo.External;

/// <summary>A value of PostgreSQL as JSON.</summary>
internal static class PostgresValue
{
    public static JsonNode? Of(object? value, string type) => value switch
    {
        null or DBNull => null,
        bool flag => JsonValue.Create(flag),
        short or int or long => JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        float or double => Number(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        decimal exact => JsonValue.Create(exact),
        string text when type is "json" or "jsonb" => Parse(text),
        string text => JsonValue.Create(text),
        DateTime time => JsonValue.Create(time.ToString("O", CultureInfo.InvariantCulture)),
        byte[] bytes => JsonValue.Create(Convert.ToBase64String(bytes)),
        IEnumerable several => new JsonArray([.. several.Cast<object?>().Select(each => Of(each, ""))]),
        IFormattable other => JsonValue.Create(other.ToString(null, CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(value.ToString()),
    };

    private static JsonValue Number(double number) => double.IsFinite(number) ? JsonValue.Create(number) : JsonValue.Create(number.ToString(CultureInfo.InvariantCulture));

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
