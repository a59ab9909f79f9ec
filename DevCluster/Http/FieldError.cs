using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Http;

/// <summary>What is wrong with one field, worded as the real server words it.</summary>
/// <param name="Reason">The machine's word: FieldValueRequired, FieldValueInvalid, …</param>
/// <param name="Field">As in spec.containers[0].name; empty for the whole object.</param>
/// <param name="Body">The sentence without the field.</param>
internal sealed record FieldError(string Reason, string Field, string Body)
{
    public static FieldError Required(string field, string detail = "") => new("FieldValueRequired", field, With("Required value", detail));

    public static FieldError Invalid(string field, JsonNode? value, string detail) => new("FieldValueInvalid", field, With($"Invalid value: {Show(value)}", detail));

    public static FieldError InvalidText(string field, string shownValue, string detail) => new("FieldValueInvalid", field, With($"Invalid value: {shownValue}", detail));

    public static FieldError TypeInvalid(string field, string shownValue, string detail) => new("FieldValueInvalid", field, With($"Invalid value: {shownValue}", detail));

    public static FieldError NotSupported(string field, JsonNode? value, IEnumerable<string> supported) =>
        new("FieldValueNotSupported", field, $"Unsupported value: {Show(value)}: supported values: {string.Join(", ", supported.Select(Quote))}");

    public static FieldError Duplicate(string field, JsonNode? value) => new("FieldValueDuplicate", field, $"Duplicate value: {Show(value)}");

    public static FieldError Forbidden(string field, string detail) => new("FieldValueForbidden", field, With("Forbidden", detail));

    public static FieldError NotFound(string field, JsonNode? value) => new("FieldValueNotFound", field, $"Not found: {Show(value)}");

    public static FieldError TooLong(string field, long maxLength) => new("FieldValueTooLong", field, $"Too long: may not be more than {maxLength} bytes");

    public static FieldError TooMany(string field, long actual, long max) => new("FieldValueTooMany", field, $"Too many: {actual}: must have at most {max} items");

    public override string ToString() => Field.Length == 0 ? Body : $"{Field}: {Body}";

    /// <summary>Strings in quotes, null as null, the rest as JSON.</summary>
    public static string Show(JsonNode? value) => value switch
    {
        null => "null",
        JsonValue text when text.GetValueKind() == System.Text.Json.JsonValueKind.String => Quote(text.GetValue<string>()),
        _ => System.Text.Encoding.UTF8.GetString(JsonBytes.Write(value)),
    };

    public static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    private static string With(string body, string detail) => detail.Length == 0 ? body : $"{body}: {detail}";
}
