using System.Globalization;
using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Fragments;

/// <summary>Turns evaluated values into what the place in an object wants.</summary>
internal static class Values
{
    /// <summary>A JSON node of its own for a value; null for nothing.</summary>
    public static JsonNode? ToNode(object? value) => value is JsonNode node ? node.DeepClone() : TemplateValue.ToJson(value);

    /// <summary>A scalar as text; null for nothing. Maps and lists are no texts.</summary>
    public static string? ToText(object? value, SourcePlace place) => TemplateValue.Normalize(value) switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        JsonArray => throw new RenderFaultException(place, "a text is needed here and this gives a list; use join or toJson"),
        _ => throw new RenderFaultException(place, "a text is needed here and this gives a map; use toJson"),
    };

    /// <summary>A whole number; null for nothing and for an empty text.</summary>
    public static long? ToWhole(object? value, SourcePlace place) => TemplateValue.Normalize(value) switch
    {
        null or "" => null,
        long number => number,
        double number when double.IsInteger(number) && Math.Abs(number) < 1e15 => (long)number,
        string text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        var other => throw new RenderFaultException(place, $"a whole number is needed here and this gives {Shown(other)}"),
    };

    /// <summary>A truth value; null for nothing and for an empty text.</summary>
    public static bool? ToFlag(object? value, SourcePlace place) => TemplateValue.Normalize(value) switch
    {
        null or "" => null,
        bool flag => flag,
        "true" => true,
        "false" => false,
        var other => throw new RenderFaultException(place, $"true or false is needed here and this gives {Shown(other)}"),
    };

    /// <summary>The texts that a text, a list or a template gives, without empty ones, each once.</summary>
    public static IReadOnlyList<string> ToTexts(Fragment fragment, TemplateScope scope)
    {
        var all = new List<string>();
        foreach (var item in fragment is ListFragment list ? list.Items : [fragment])
        {
            if (item.Evaluate(scope) is JsonArray several)
                all.AddRange(several.Select(each => ToText(each, item.Place) ?? ""));
            else
                all.Add(item.ConstantText ?? ToText(item.Evaluate(scope), item.Place) ?? "");
        }

        return [.. all.Where(text => text.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    private static string Shown(object? value) => value switch
    {
        JsonArray => "a list",
        JsonObject => "a map",
        string { Length: > 80 } text => $"\"{text[..80]}…\"",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "nothing",
    };
}
