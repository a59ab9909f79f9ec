using System.Globalization;
using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Composition;

/// <summary>The types that inputs of a Motif can have. Numbers and truth values may be written as texts; nothing fits every type.</summary>
internal static class InputTypes
{
    public static IReadOnlyList<string> Names { get; } = ["string", "int", "integer", "float", "number", "bool", "boolean", "list", "array", "map", "object"];

    public static string Describe(string type) => type switch
    {
        "string" => "a text",
        "int" or "integer" => "a whole number",
        "float" or "number" => "a number",
        "bool" or "boolean" => "true or false",
        "list" or "array" => "a list",
        _ => "a map",
    };

    /// <summary>The value as one of the type; false when it is none.</summary>
    public static bool Convert(string type, JsonNode? value, out JsonNode? converted)
    {
        converted = value;
        if (value is null || value is JsonValue empty && empty.TryGetValue<string>(out var blank) && blank.Length == 0)
            return true;
        switch (type)
        {
            case "list" or "array":
                return value is JsonArray;
            case "map" or "object":
                return value is JsonObject;
        }

        if (value is not JsonValue scalar)
            return false;
        var text = scalar.TryGetValue<string>(out var written) ? written : scalar.ToJsonString();
        converted = type switch
        {
            "string" => JsonValue.Create(text),
            "int" or "integer" when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
            "float" or "number" when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
            "float" or "number" when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real) => JsonValue.Create(real),
            "bool" or "boolean" when bool.TryParse(text, out var flag) => JsonValue.Create(flag),
            _ => null,
        };
        return converted is not null;
    }
}
