using System.Buffers;
using System.Globalization;

namespace Orkestra.Katalog.Functions;

/// <summary>A Kubernetes quantity: an exact number, and whether it is written in powers of 1024.</summary>
internal sealed record Quantity(decimal Value, bool Binary)
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("+-.0123456789");
    private static readonly string[] BinarySuffixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
    private static readonly (string Suffix, decimal Factor)[] DecimalSuffixes =
    [
        ("E", 1e18m), ("P", 1e15m), ("T", 1e12m), ("G", 1e9m), ("M", 1e6m), ("k", 1e3m), ("", 1m), ("m", 1e-3m), ("u", 1e-6m), ("n", 1e-9m),
    ];

    /// <summary>A quantity; null if the text is none or beyond what can be computed.</summary>
    public static Quantity? Parse(string text)
    {
        text = text.Trim();
        var end = text.AsSpan().IndexOfAnyExcept(NumberCharacters);
        var digits = end < 0 ? text : text[..end];
        var suffix = end < 0 ? string.Empty : text[end..];
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(digits, Style, CultureInfo.InvariantCulture, out var number) || digits.AsSpan().IndexOfAnyInRange('0', '9') < 0)
            return null;
        try
        {
            var power = Array.IndexOf(BinarySuffixes, suffix, 1);
            if (power > 0)
                return new Quantity(number * (1L << (10 * power)), Binary: true);
            foreach (var (name, factor) in DecimalSuffixes)
            {
                if (string.Equals(name, suffix, StringComparison.Ordinal))
                    return new Quantity(number * factor, Binary: false);
            }

            return suffix[0] is 'e' or 'E' && int.TryParse(suffix.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent) && exponent is >= -9 and <= 18
                ? new Quantity(number * Power(exponent), Binary: false)
                : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>The canonical form: no fraction, the largest suffix that allows it.</summary>
    public override string ToString()
    {
        if (Value == 0)
            return "0";
        if (Binary && Math.Abs(Value) >= 1024 && decimal.IsInteger(Value))
        {
            var (rest, power) = (Value, 0);
            while (power < BinarySuffixes.Length - 1 && rest % 1024 == 0)
                (rest, power) = (rest / 1024, power + 1);
            return rest.ToString("0", CultureInfo.InvariantCulture) + BinarySuffixes[power];
        }

        foreach (var (suffix, factor) in DecimalSuffixes)
        {
            var scaled = Value / factor;
            if (decimal.IsInteger(scaled))
                return scaled.ToString("0", CultureInfo.InvariantCulture) + suffix;
        }

        // Kubernetes rounds up to the smallest unit.
        return decimal.Ceiling(Value * 1e9m).ToString("0", CultureInfo.InvariantCulture) + "n";
    }

    private static decimal Power(int exponent)
    {
        var power = 1m;
        for (var i = 0; i < Math.Abs(exponent); i++)
            power = exponent > 0 ? power * 10 : power / 10;
        return power;
    }
}
