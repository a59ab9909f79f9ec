using System.Globalization;
using System.Numerics;
using System.Text;

namespace Orkestra.Katalog.Templates.Formatting;

/// <summary>Integers as Go's verbs print them, without the padding to the width that goes with spaces.</summary>
internal static class IntegerText
{
    public static Rune Character(long number) => number is >= 0 and <= 0x10FFFF && Rune.IsValid((int)number) ? new Rune((int)number) : Rune.ReplacementChar;

    /// <summary>%U: U+0041, and with # the character too.</summary>
    public static string Unicode(long number, FormatFlags flags)
    {
        var digits = unchecked((ulong)number).ToString("X", CultureInfo.InvariantCulture).PadLeft(Math.Max(4, flags.Precision), '0');
        var shown = flags.Sharp && Character(number) is var rune && rune.Value == number && GoQuote.IsPrintable(rune) ? $" '{rune}'" : string.Empty;
        return "U+" + digits + shown;
    }

    /// <summary>Sign, prefix and digits; zeros in front as precision or the flag 0 ask for.</summary>
    public static string Digits(long number, int radix, char verb, FormatFlags flags)
    {
        if (flags is { HasPrecision: true, Precision: 0 } && number == 0)
            return string.Empty;
        var sign = number < 0 ? "-" : flags.Plus ? "+" : flags.Space ? " " : string.Empty;
        var digits = Digits(BigInteger.Abs(number), radix);
        if (verb == 'X')
            digits = digits.ToUpperInvariant();
        if (flags.HasPrecision)
            digits = digits.PadLeft(flags.Precision, '0');
        else if (flags is { Zero: true, Minus: false, HasWidth: true })
            digits = digits.PadLeft(Math.Max(0, flags.Width - sign.Length), '0');
        var prefix = (verb, flags.Sharp) switch
        {
            ('O', true) when digits[0] != '0' => "0o0",
            ('O', _) => "0o",
            ('b', true) => "0b",
            ('o', true) when digits[0] != '0' => "0",
            ('x', true) => "0x",
            ('X', true) => "0X",
            _ => string.Empty,
        };
        return sign + prefix + digits;
    }

    private static string Digits(BigInteger number, int radix)
    {
        if (radix == 10)
            return number.ToString(CultureInfo.InvariantCulture);
        var text = new StringBuilder();
        do
        {
            number = BigInteger.DivRem(number, radix, out var digit);
            text.Insert(0, "0123456789abcdef"[(int)digit]);
        }
        while (!number.IsZero);
        return text.ToString();
    }
}
