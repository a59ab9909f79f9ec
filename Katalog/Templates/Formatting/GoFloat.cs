using System.Globalization;

namespace Orkestra.Katalog.Templates.Formatting;

/// <summary>Go's strconv.FormatFloat: formats e, f, g, x and b; a negative precision means the fewest digits that give the same number back.</summary>
internal static class GoFloat
{
    // A double has no more digits than this before they are all zero.
    private const int MaxDigits = 1100;

    /// <summary>As %v prints it.</summary>
    public static string Shortest(double value) => Format(value, 'g', -1);

    public static string Format(double value, char verb, int precision)
    {
        if (double.IsNaN(value))
            return "NaN";
        if (double.IsInfinity(value))
            return value > 0 ? "+Inf" : "-Inf";
        var sign = double.IsNegative(value) ? "-" : string.Empty;
        return sign + char.ToLowerInvariant(verb) switch
        {
            'e' => Exponential(precision < 0 ? DecimalDigits.Shortest(value) : Significant(value, precision + 1), precision, verb),
            'f' => Fixed(precision < 0 ? DecimalDigits.Shortest(value) : DecimalDigits.RoundedTo(value, Math.Min(precision, MaxDigits)), precision),
            'x' => Hexadecimal(value, precision, verb),
            'b' => Binary(value),
            _ => General(value, precision, verb),
        };
    }

    private static DecimalDigits Significant(double value, int digits) => DecimalDigits.RoundedToSignificant(value, Math.Min(digits, MaxDigits));

    private static string General(double value, int precision, char verb)
    {
        var shortest = precision < 0;
        var significant = precision == 0 ? 1 : precision;
        var digits = shortest ? DecimalDigits.Shortest(value) : Trim(Significant(value, significant));
        var threshold = shortest ? 6 : significant;
        if (!shortest && threshold > digits.Digits.Length && digits.Digits.Length >= digits.Point)
            threshold = digits.Digits.Length;
        var exponent = digits.Digits.Length == 0 ? 0 : digits.Point - 1;
        return exponent < -4 || exponent >= threshold
            ? Exponential(digits, Math.Max(0, digits.Digits.Length - 1), verb == 'G' ? 'E' : 'e')
            : Fixed(digits, Math.Max(0, digits.Digits.Length - digits.Point));
    }

    private static DecimalDigits Trim(DecimalDigits digits) => digits with { Digits = digits.Digits.TrimEnd('0') };

    private static string Exponential(DecimalDigits digits, int precision, char verb)
    {
        var exponent = digits.Digits.Length == 0 ? 0 : digits.Point - 1;
        var rest = digits.Digits.Length > 1 ? digits.Digits[1..] : string.Empty;
        if (precision >= 0)
            rest = rest.PadRight(precision, '0')[..precision];
        var mark = char.IsUpper(verb) ? 'E' : 'e';
        var head = digits.Digits.Length == 0 ? '0' : digits.Digits[0];
        return string.Create(CultureInfo.InvariantCulture, $"{head}{(rest.Length > 0 ? "." : string.Empty)}{rest}{mark}{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }

    private static string Fixed(DecimalDigits digits, int precision)
    {
        var whole = digits.Point <= 0 ? "0" : digits.Digits.PadRight(digits.Point, '0')[..digits.Point];
        var fraction = digits.Point <= 0
            ? new string('0', digits.Digits.Length == 0 ? 0 : -digits.Point) + digits.Digits
            : digits.Digits.Length > digits.Point ? digits.Digits[digits.Point..] : string.Empty;
        if (precision >= 0)
            fraction = fraction.PadRight(precision, '0')[..precision];
        return fraction.Length > 0 ? whole + "." + fraction : whole;
    }

    private static string Binary(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var biased = (int)((bits >> 52) & 0x7FF);
        var mantissa = (bits & 0xFFFFFFFFFFFFF) | (biased == 0 ? 0 : 1L << 52);
        var exponent = (biased == 0 ? 1 : biased) - 1075;
        return string.Create(CultureInfo.InvariantCulture, $"{mantissa}p{(exponent >= 0 ? "+" : string.Empty)}{exponent}");
    }

    private static string Hexadecimal(double value, int precision, char verb)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var biased = (int)((bits >> 52) & 0x7FF);
        var mantissa = (ulong)(bits & 0xFFFFFFFFFFFFF) | (biased == 0 ? 0UL : 1UL << 52);
        var exponent = (biased == 0 ? 1 : biased) - 1023;
        if (mantissa == 0)
            exponent = 0;
        while (mantissa != 0 && mantissa >> 52 == 0)
        {
            mantissa <<= 1;
            exponent--;
        }

        if (precision is >= 0 and < 13)
        {
            var drop = (13 - precision) * 4;
            var kept = mantissa >> drop;
            var rest = mantissa & ((1UL << drop) - 1);
            var half = 1UL << (drop - 1);
            if (rest > half || (rest == half && (kept & 1) == 1))
                kept++;
            mantissa = kept << drop;
            if (mantissa >> 53 != 0)
            {
                mantissa >>= 1;
                exponent++;
            }
        }

        var digits = (mantissa & 0xFFFFFFFFFFFFF).ToString("x13", CultureInfo.InvariantCulture);
        digits = precision < 0 ? digits.TrimEnd('0') : digits.PadRight(Math.Min(precision, MaxDigits), '0')[..Math.Min(precision, MaxDigits)];
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"0x{mantissa >> 52}{(digits.Length > 0 ? "." : string.Empty)}{digits}p{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
        return char.IsUpper(verb) ? text.ToUpperInvariant() : text;
    }
}
