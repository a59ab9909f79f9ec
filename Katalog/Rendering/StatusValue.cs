using System.Globalization;
using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Rendering;

/// <summary>Gives the value of a status field its type.</summary>
internal static class StatusValue
{
    /// <summary>Null for nothing.</summary>
    public static JsonNode? Read(object? value, StatusValueType type, SourcePlace place) => type switch
    {
        StatusValueType.Text => Values.ToText(value, place) is { } text ? JsonValue.Create(text) : null,
        StatusValueType.Whole => Values.ToWhole(value, place) is { } number ? JsonValue.Create(number) : null,
        StatusValueType.Flag => Values.ToFlag(value, place) is { } flag ? JsonValue.Create(flag) : null,
        StatusValueType.Real => Real(TemplateValue.Normalize(value), place),
        _ => TemplateValue.Normalize(value) is string text ? Guess(text) : Values.ToNode(value),
    };

    /// <summary>A number or truth value, but only where its text would be the same: <c>007</c> and <c>1.10</c> stay texts.</summary>
    private static JsonValue Guess(string text)
    {
        if (text is "true" or "false")
            return JsonValue.Create(text is "true");
        if (text.Length is 0 or > 20 || (!char.IsAsciiDigit(text[0]) && text[0] != '-'))
            return JsonValue.Create(text);
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && string.Equals(whole.ToString(CultureInfo.InvariantCulture), text, StringComparison.Ordinal))
            return JsonValue.Create(whole);
        const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (double.TryParse(text, Decimal, CultureInfo.InvariantCulture, out var real) && string.Equals(real.ToString("R", CultureInfo.InvariantCulture), text, StringComparison.Ordinal))
            return JsonValue.Create(real);
        return JsonValue.Create(text);
    }

    private static JsonValue? Real(object? value, SourcePlace place) => value switch
    {
        null or "" => null,
        long number => JsonValue.Create((double)number),
        double number => JsonValue.Create(number),
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => JsonValue.Create(number),
        _ => throw new RenderFaultException(place, "a number is needed here"),
    };
}
