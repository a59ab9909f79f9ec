using System.Buffers;
using System.Globalization;

namespace Orkestra.DevCluster.Simulator;

/// <summary>Reads durations as Go writes them: numbers with the units h, m, s and ms, one after another.</summary>
internal static class Duration
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");
    private static readonly (string Unit, double Seconds)[] Units = [("ms", 0.001), ("h", 3600), ("m", 60), ("s", 1)];

    public static TimeSpan? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        var rest = text.AsSpan();
        var total = 0d;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(NumberCharacters);
            if (digits <= 0 || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return text is "0" ? TimeSpan.Zero : null;
            rest = rest[digits..];
            if (!TryTakeUnit(ref rest, out var seconds))
                return null;
            total += number * seconds;
        }

        return total <= TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(total) : null;
    }

    private static bool TryTakeUnit(ref ReadOnlySpan<char> rest, out double seconds)
    {
        foreach (var (unit, length) in Units)
        {
            if (rest.StartsWith(unit, StringComparison.Ordinal))
            {
                rest = rest[unit.Length..];
                seconds = length;
                return true;
            }
        }

        seconds = 0;
        return false;
    }
}
