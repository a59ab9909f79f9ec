using System.Globalization;
using System.Numerics;

namespace Orkestra.Kubernetes.Objects;

/// <summary>Kubernetes quantities: a number with a suffix, as "500m", "1Gi" or "1e3". Amounts are counted in billionths and rounded up, as the API server does.</summary>
public static class Quantity
{
    private const int MinExponent = -9;
    private static readonly string[] DecimalSuffixes = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
    private static readonly string[] BinarySuffixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

    /// <summary>Which of two quantities is larger; 0 when one of them is none.</summary>
    public static int Compare(string left, string right) => Nanos(left) is { } a && Nanos(right) is { } b ? a.CompareTo(b) : 0;

    /// <summary>Whether both texts are quantities and mean the same amount.</summary>
    public static bool AreEqual(string left, string right) => Nanos(left) is { } a && Nanos(right) is { } b && a == b;

    /// <summary>The quantity as the API server stores it: the largest suffix that leaves a whole number, in the family (decimal, binary, exponent) that was written. False when the text is no quantity.</summary>
    public static bool TryCanonical(string text, out string canonical)
    {
        ArgumentNullException.ThrowIfNull(text);
        canonical = text;
        var end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.' || end == 0 && text[end] is '+' or '-'))
            end++;
        var suffix = text[end..];
        if (!TryMantissa(text.AsSpan(0, end), out var mantissa, out var exponent))
            return false;
        var binary = Array.IndexOf(BinarySuffixes, suffix);
        if (binary > 0)
        {
            canonical = Binary(mantissa * BigInteger.Pow(1024, binary), exponent);
            return true;
        }
        var si = Array.IndexOf(DecimalSuffixes, suffix);
        if (si >= 0)
        {
            canonical = Decimal(mantissa, exponent + (si - 3) * 3, family: 'S');
            return true;
        }
        if (suffix.Length > 1 && suffix[0] is 'e' or 'E' && int.TryParse(suffix.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power) && Math.Abs(power) <= 30)
        {
            canonical = Decimal(mantissa, exponent + power, family: 'E');
            return true;
        }
        return false;
    }

    /// <summary>In billionths, rounded up; null when the text is no quantity.</summary>
    private static BigInteger? Nanos(string text)
    {
        if (!TryCanonical(text, out var canonical))
            return null;
        var end = canonical.Length;
        while (end > 0 && !char.IsAsciiDigit(canonical[end - 1]))
            end--;
        var exponent = canonical.IndexOf('e', StringComparison.Ordinal);
        var (digits, power) = exponent > 0
            ? (canonical[..exponent], int.Parse(canonical[(exponent + 1)..], CultureInfo.InvariantCulture))
            : (canonical[..end], (Array.IndexOf(DecimalSuffixes, canonical[end..]) is >= 0 and var si ? si - 3 : 0) * 3);
        var value = BigInteger.Parse(digits, CultureInfo.InvariantCulture) * BigInteger.Pow(10, power - MinExponent);
        return exponent <= 0 && Array.IndexOf(BinarySuffixes, canonical[end..]) is > 0 and var binary ? value * BigInteger.Pow(1024, binary) : value;
    }

    private static bool TryMantissa(ReadOnlySpan<char> text, out BigInteger mantissa, out int exponent)
    {
        exponent = 0;
        mantissa = default;
        var point = text.IndexOf('.');
        if (point >= 0)
        {
            exponent = point - text.Length + 1;
            text = string.Concat(text[..point], text[(point + 1)..]);
        }
        return text.Length is > 0 and < 60 && BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out mantissa);
    }

    private static string Binary(BigInteger mantissa, int exponent)
    {
        // Bytes are whole: a fraction is rounded away from zero.
        var value = exponent < 0 ? RoundUp(mantissa, BigInteger.Pow(10, -exponent)) : mantissa * BigInteger.Pow(10, exponent);
        if (BigInteger.Abs(value) < 1024)
            return Decimal(mantissa, exponent, family: 'S');
        var steps = 0;
        while (steps < BinarySuffixes.Length - 1 && value % 1024 == 0)
        {
            value /= 1024;
            steps++;
        }
        return value.ToString(CultureInfo.InvariantCulture) + BinarySuffixes[steps];
    }

    private static string Decimal(BigInteger mantissa, int exponent, char family)
    {
        if (mantissa.IsZero)
            return "0";
        if (exponent < MinExponent)
        {
            mantissa = RoundUp(mantissa, BigInteger.Pow(10, MinExponent - exponent));
            exponent = MinExponent;
        }
        while (mantissa % 10 == 0)
        {
            mantissa /= 10;
            exponent++;
        }
        // Down to the next multiple of three that the family has a suffix for.
        var step = Math.Min((int)Math.Floor(exponent / 3.0), family == 'S' ? 6 : int.MaxValue);
        mantissa *= BigInteger.Pow(10, exponent - step * 3);
        var digits = mantissa.ToString(CultureInfo.InvariantCulture);
        return family == 'S' ? digits + DecimalSuffixes[step + 3] : step == 0 ? digits : string.Create(CultureInfo.InvariantCulture, $"{digits}e{step * 3}");
    }

    private static BigInteger RoundUp(BigInteger value, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(value, divisor, out var remainder);
        return remainder.IsZero ? quotient : quotient + remainder.Sign;
    }
}
