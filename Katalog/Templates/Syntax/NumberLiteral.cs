using System.Globalization;
using System.Numerics;

namespace Orkestra.Katalog.Templates.Syntax;

/// <summary>Go's number literals: decimal, 0x, 0o, 0b and 0-octal integers, decimal and hexadecimal floats, with underscores between digits.</summary>
internal static class NumberLiteral
{
    // Long numbers take time that grows with the square of their length.
    private const int MaxLength = 512;

    /// <summary>A long or a double; null and the reason if the text is none.</summary>
    public static object? Parse(string literal, out string error)
    {
        error = string.Empty;
        if (literal.Length > MaxLength)
        {
            error = $"a number of more than {MaxLength} characters";
            return null;
        }

        if (literal.EndsWith('i') && !literal.Contains('x', StringComparison.OrdinalIgnoreCase))
        {
            error = $"imaginary number {literal} is not supported";
            return null;
        }

        if (UnderscoresSeparateDigits(literal))
        {
            var text = literal.Replace("_", string.Empty, StringComparison.Ordinal);
            if (TryInteger(text, out var integer))
            {
                if (integer >= long.MinValue && integer <= long.MaxValue)
                    return (long)integer;
                error = $"integer overflow: \"{literal}\"";
                return null;
            }

            if (TryFloat(text, out var real))
            {
                if (text.AsSpan().IndexOfAny(".eEpP") >= 0)
                    return real;
                error = $"integer overflow: \"{literal}\"";
                return null;
            }
        }

        error = $"illegal number syntax: \"{literal}\"";
        return null;
    }

    private static bool TryInteger(string text, out BigInteger value)
    {
        value = default;
        var negative = text[0] == '-';
        var digits = text.AsSpan(text[0] is '+' or '-' ? 1 : 0);
        var radix = 10;
        if (digits.Length > 1 && digits[0] == '0')
        {
            (radix, var prefix) = char.ToLowerInvariant(digits[1]) switch
            {
                'x' => (16, 2),
                'o' => (8, 2),
                'b' => (2, 2),
                _ => (8, 1),
            };
            digits = digits[prefix..];
        }

        if (digits.IsEmpty)
            return false;
        foreach (var c in digits)
        {
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : radix;
            if (digit >= radix)
                return false;
            value = (value * radix) + digit;
        }

        value = negative ? -value : value;
        return true;
    }

    private static bool TryFloat(string text, out double value)
    {
        if (text.Contains('x', StringComparison.OrdinalIgnoreCase))
            return TryHexFloat(text, out value);
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(text, Style, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    private static bool TryHexFloat(string text, out double value)
    {
        value = 0;
        var negative = text[0] == '-';
        var body = text.AsSpan(text[0] is '+' or '-' ? 3 : 2);
        var p = body.IndexOfAny('p', 'P');
        if (p < 0 || !int.TryParse(body[(p + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent))
            return false;
        var mantissa = BigInteger.Zero;
        var digits = 0;
        var fraction = -1;
        foreach (var c in body[..p])
        {
            if (c == '.' && fraction < 0)
            {
                fraction = 0;
                continue;
            }

            if (!char.IsAsciiHexDigit(c) || ++digits > 64)
                return false;
            mantissa = (mantissa * 16) + Convert.ToInt32(c.ToString(), 16);
            fraction += fraction >= 0 ? 1 : 0;
        }

        value = Math.ScaleB((double)mantissa, Math.Clamp(exponent, -5000, 5000) - (4 * Math.Max(0, fraction)));
        value = negative ? -value : value;
        return digits > 0 && double.IsFinite(value);
    }

    /// <summary>Underscores stand between digits, or between a base prefix and a digit.</summary>
    private static bool UnderscoresSeparateDigits(string literal)
    {
        if (!literal.Contains('_', StringComparison.Ordinal))
            return true;
        var start = literal[0] is '+' or '-' ? 1 : 0;
        var previous = '^';
        if (literal.Length >= start + 2 && literal[start] == '0' && char.ToLowerInvariant(literal[start + 1]) is 'x' or 'o' or 'b')
        {
            start += 2;
            previous = '0';
        }

        foreach (var c in literal.AsSpan(start))
        {
            var current = c == '_' ? '_' : char.IsAsciiHexDigit(c) ? '0' : '!';
            if ((current == '_' && previous != '0') || (current == '!' && previous == '_'))
                return false;
            previous = current;
        }

        return previous != '_';
    }
}
