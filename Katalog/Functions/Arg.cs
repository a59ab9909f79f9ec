using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Templates.Execution;
using Orkestra.Katalog.Templates.Formatting;

namespace Orkestra.Katalog.Functions;

/// <summary>Reads the arguments of functions. Nil is the empty text, 0, false and the empty list everywhere; a value that cannot be what is wanted is refused.</summary>
internal static class Arg
{
    public static string Text(object? value) => value switch
    {
        null => string.Empty,
        string text => text,
        bool flag => flag ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => GoFloat.Shortest(number),
        _ => throw new FunctionException($"wants text, got a {TypeName(value)}"),
    };

    /// <summary>A scalar as text; "" for maps and lists.</summary>
    public static string TextOrEmpty(object? value) => value is JsonNode or TemplateScope ? string.Empty : Text(value);

    /// <summary>Text as it is, a map or list as JSON.</summary>
    public static string TextOrJson(object? value, Evaluation evaluation) => value is JsonNode or TemplateScope ? Json(value, evaluation) : Text(value);

    public static string Json(object? value, Evaluation evaluation)
    {
        var node = value is TemplateScope ? TemplateValue.ToJson(value) : value as JsonNode ?? TemplateValue.ToJson(value);
        if (node is not null)
            evaluation.ChargeSteps(node is JsonObject map ? map.Count : node is JsonArray list ? list.Count : 0);
        var json = node?.ToJsonString(GoJson.Options) ?? "null";
        evaluation.ChargeText(json.Length);
        return json;
    }

    public static JsonNode? ParseJson(string text, Evaluation evaluation)
    {
        evaluation.ChargeSteps(text.Length / 16);
        try
        {
            return JsonNode.Parse(text, nodeOptions: null, GoJson.DocumentOptions);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static long Int(object? value)
    {
        var number = Number(value);
        return number is long integer ? integer : Truncate((double)number);
    }

    /// <summary>A long or a double.</summary>
    public static object Number(object? value) => value switch
    {
        null => 0L,
        long or double => value,
        bool flag => flag ? 1L : 0L,
        string text => ParseNumber(text.Trim()) ?? throw new FunctionException($"wants a number, got \"{Shorten(text)}\""),
        _ => throw new FunctionException($"wants a number, got a {TypeName(value)}"),
    };

    public static double Double(object? value) => Number(value) is long integer ? integer : (double)Number(value);

    /// <summary>A long or a double; null if the text is neither; 0 for the empty text.</summary>
    public static object? ParseNumber(string text)
    {
        if (text.Length == 0)
            return 0L;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
            return integer;
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(text, Style, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real) ? real : null;
    }

    public static bool Bool(object? value) => value switch
    {
        null => false,
        bool flag => flag,
        string text => text.Trim().ToUpperInvariant() switch
        {
            "TRUE" or "1" or "YES" or "ON" => true,
            "FALSE" or "0" or "NO" or "OFF" or "" => false,
            _ => throw new FunctionException($"wants true or false, got \"{Shorten(text)}\""),
        },
        long number => number != 0,
        double number => number != 0,
        _ => throw new FunctionException($"wants true or false, got a {TypeName(value)}"),
    };

    /// <summary>Nil, "", 0, false, empty lists and maps, and Go's text for an absent value.</summary>
    public static bool IsEmpty(object? value) => value is "<no value>" || !Truth.Of(value);

    public static JsonArray? List(object? value) => value as JsonArray;

    public static int Count(object? value, int limit)
    {
        var count = Int(value);
        return count < 0 ? throw new FunctionException($"wants a count, got {count}")
            : count > limit ? throw new LimitReachedException($"a count of more than {limit}") : (int)count;
    }

    /// <summary>The language's name of a type: string, number, bool, map, slice, null.</summary>
    public static string TypeName(object? value) => value switch
    {
        null => "null",
        string => "string",
        bool => "bool",
        long or double => "number",
        JsonArray => "slice",
        _ => "map",
    };

    public static string Shorten(string text) => text.Length > 40 ? text[..40] + "…" : text;

    private static long Truncate(double number) => number >= long.MaxValue ? long.MaxValue : number <= long.MinValue ? long.MinValue : (long)number;
}
