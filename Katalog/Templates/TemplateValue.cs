using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Templates;

/// <summary>The values of the language: null, string, bool, long, double, <see cref="JsonObject"/> and <see cref="JsonArray"/>.</summary>
public static class TemplateValue
{
    /// <summary>Brings any JSON node or CLR number to a value of the language. JSON integers that fit become long, other numbers double.</summary>
    /// <exception cref="ArgumentException">A CLR type that is none of JSON's.</exception>
    public static object? Normalize(object? value) => value switch
    {
        null or string or bool or long or double or JsonObject or JsonArray or TemplateScope => value,
        JsonValue scalar => Scalar(scalar),
        int number => (long)number,
        float number => (double)number,
        uint number => (long)number,
        short number => (long)number,
        ushort number => (long)number,
        byte number => (long)number,
        sbyte number => (long)number,
        ulong number => number <= long.MaxValue ? (object)(long)number : (double)number,
        decimal number => decimal.IsInteger(number) && number is >= long.MinValue and <= long.MaxValue ? (object)(long)number : (double)number,
        JsonElement element => Normalize(element.ValueKind == JsonValueKind.Null ? null : JsonNode.Parse(element.GetRawText())),
        _ => throw new ArgumentException($"{value.GetType().Name} is no value of the template language.", nameof(value)),
    };

    /// <summary>A JSON node for a value. Objects and arrays that already belong to a document are copied, others are handed over as they are.</summary>
    public static JsonNode? ToJson(object? value) => Normalize(value) switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        long number => JsonValue.Create(number),
        double number => double.IsFinite(number) ? JsonValue.Create(number) : null,
        TemplateScope scope => FromScope(scope),
        JsonNode node => node.Parent is null ? node : node.DeepClone(),
        _ => null,
    };

    private static JsonObject FromScope(TemplateScope scope)
    {
        var all = new JsonObject();
        foreach (var name in scope.Names)
        {
            if (scope.TryGet(name, out var value))
                all[name] = value is JsonNode node ? node.DeepClone() : ToJson(value);
        }

        return all;
    }

    private static object? Scalar(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String => value.TryGetValue<string>(out var text) ? text : value.ToString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Number(value),
        _ => null,
    };

    private static object Number(JsonValue value)
    {
        if (value.TryGetValue<long>(out var integer))
            return integer;
        if (value.TryGetValue<int>(out var small))
            return (long)small;
        if (value.TryGetValue<double>(out var real))
            return real;
        return value.TryGetValue<decimal>(out var exact)
            ? Normalize(exact)!
            : double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
