using System.Globalization;

namespace Orkestra.Kubernetes.Apply;

/// <summary>Kubernetes quantities: a number with a suffix, as "500m", "1Gi" or "1e3".</summary>
internal static class Quantity
{
    private const decimal Kibi = 1024m;

    /// <summary>The number of units that the text means; false when it is no quantity or too large to compare.</summary>
    public static bool TryParse(string text, out decimal value)
    {
        value = 0;
        var end = text.Length;
        while (end > 0 && char.IsAsciiLetter(text[end - 1]))
            end--;
        // 1e3 and 1E3 are exponents; 1E is exa.
        if (decimal.TryParse(text, NumberStyles.Float & ~(NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite), CultureInfo.InvariantCulture, out value))
            return true;
        const NumberStyles plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (Factor(text.AsSpan(end)) is not { } factor || !decimal.TryParse(text.AsSpan(0, end), plain, CultureInfo.InvariantCulture, out value))
            return false;
        try
        {
            value *= factor;
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private static decimal? Factor(ReadOnlySpan<char> suffix) => suffix switch
    {
        "n" => 0.000000001m,
        "u" => 0.000001m,
        "m" => 0.001m,
        "k" => 1000m,
        "M" => 1000_000m,
        "G" => 1000_000_000m,
        "T" => 1000_000_000_000m,
        "P" => 1000_000_000_000_000m,
        "E" => 1000_000_000_000_000_000m,
        "Ki" => Kibi,
        "Mi" => Kibi * Kibi,
        "Gi" => Kibi * Kibi * Kibi,
        "Ti" => Kibi * Kibi * Kibi * Kibi,
        "Pi" => Kibi * Kibi * Kibi * Kibi * Kibi,
        "Ei" => Kibi * Kibi * Kibi * Kibi * Kibi * Kibi,
        _ => null,
    };
}
