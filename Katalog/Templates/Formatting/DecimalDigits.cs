using System.Globalization;
using System.Numerics;

namespace Orkestra.Katalog.Templates.Formatting;

/// <summary>The decimal digits d of a number 0.d₁d₂d₃… × 10^<paramref name="Point"/>, without leading zeros; no digits for zero.</summary>
internal sealed record DecimalDigits(string Digits, int Point)
{
    /// <summary>The fewest digits that give the same double back.</summary>
    public static DecimalDigits Shortest(double value)
    {
        var shortest = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        var exponent = 0;
        var e = shortest.IndexOf('E', StringComparison.Ordinal);
        if (e >= 0)
        {
            exponent = int.Parse(shortest.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            shortest = shortest[..e];
        }

        var dot = shortest.IndexOf('.', StringComparison.Ordinal);
        var whole = dot < 0 ? shortest : shortest[..dot];
        var all = dot < 0 ? whole : whole + shortest[(dot + 1)..];
        var trimmed = all.TrimStart('0');
        return new DecimalDigits(trimmed.TrimEnd('0'), trimmed.Length == 0 ? 0 : whole.Length + exponent - (all.Length - trimmed.Length));
    }

    /// <summary>Rounded, halves to even, to a number of digits after the point.</summary>
    public static DecimalDigits RoundedTo(double value, int decimals)
    {
        // |value| = mantissa × 2^exponent; scaled = |value| × 10^decimals as an exact fraction.
        var bits = BitConverter.DoubleToInt64Bits(value);
        var biased = (int)((bits >> 52) & 0x7FF);
        var mantissa = new BigInteger(bits & 0xFFFFFFFFFFFFF) + (biased == 0 ? 0 : BigInteger.One << 52);
        var exponent = (biased == 0 ? 1 : biased) - 1075;
        var numerator = mantissa;
        var denominator = BigInteger.One;
        if (exponent >= 0)
            numerator <<= exponent;
        else
            denominator <<= -exponent;
        if (decimals >= 0)
            numerator *= BigInteger.Pow(10, decimals);
        else
            denominator *= BigInteger.Pow(10, -decimals);
        var quotient = BigInteger.DivRem(numerator, denominator, out var remainder);
        var half = (remainder * 2).CompareTo(denominator);
        if (half > 0 || (half == 0 && !quotient.IsEven))
            quotient += 1;
        if (quotient.IsZero)
            return new DecimalDigits(string.Empty, 0);
        var digits = quotient.ToString(CultureInfo.InvariantCulture);
        return new DecimalDigits(digits, digits.Length - decimals);
    }

    /// <summary>Rounded to a number of significant digits.</summary>
    public static DecimalDigits RoundedToSignificant(double value, int significant)
    {
        if (value == 0)
            return new DecimalDigits(string.Empty, 0);
        var point = Shortest(value).Point;
        var rounded = RoundedTo(value, significant - point);
        return rounded.Digits.Length > significant ? rounded with { Digits = rounded.Digits[..significant] } : rounded;
    }
}
