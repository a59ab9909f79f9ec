using System.Globalization;

namespace Orkestra.Katalog.Yaml;

/// <summary>What a plain scalar means: YAML 1.2's core schema, and like Go's YAML readers octal for whole numbers that begin with a zero (file modes).
/// <c>yes</c>, <c>no</c>, <c>on</c> and <c>off</c> are texts.</summary>
internal static class CoreSchema
{
    public static object? Resolve(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        ".nan" or ".NaN" or ".NAN" or ".inf" or ".Inf" or ".INF" or "+.inf" or "-.inf" => text,
        _ => Number(text) ?? text,
    };

    private static object? Number(string text)
    {
        var first = text[0];
        if (!char.IsAsciiDigit(first) && first is not ('-' or '+' or '.'))
            return null;

        if (text.StartsWith("0x", StringComparison.Ordinal))
            return long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? hex : null;
        if (text.StartsWith("0o", StringComparison.Ordinal))
            return Octal(text.AsSpan(2));

        var digits = text.AsSpan(first is '-' or '+' ? 1 : 0);
        if (digits.Length > 1 && digits[0] == '0' && !digits.ContainsAnyExceptInRange('0', '9'))
            return first is '-' or '+' ? null : Octal(digits);
        if (digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9') &&
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return whole;

        const NumberStyles Real = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return digits.ContainsAnyInRange('0', '9') && double.TryParse(text, Real, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real) ? real : null;
    }

    private static long? Octal(ReadOnlySpan<char> digits)
    {
        if (digits.Length is 0 or > 20)
            return null;
        var value = 0L;
        foreach (var digit in digits)
        {
            if (digit is < '0' or > '7')
                return null;
            value = (value << 3) + (digit - '0');
        }

        return value;
    }
}
