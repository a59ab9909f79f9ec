using System.Buffers;
using System.Globalization;

namespace Orkestra.Katalog.Schema;

/// <summary>Lengths of time as the format writes them: Go's (<c>1h30m</c>, <c>1.5s</c>, <c>250ms</c>) and the longer units d, w, mo (30 days) and y (365 days).</summary>
internal static class DurationText
{
    private static readonly SearchValues<char> NumberUnits = SearchValues.Create("0123456789.");

    private static readonly (string Unit, double Seconds)[] Units =
    [
        ("ms", 1e-3), ("us", 1e-6), ("µs", 1e-6), ("ns", 1e-9), ("mo", 30 * 86400d),
        ("s", 1), ("m", 60), ("h", 3600), ("d", 86400), ("w", 7 * 86400d), ("y", 365 * 86400d),
    ];

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var rest = text.AsSpan();
        if (string.Equals(text, "0", StringComparison.Ordinal))
            return true;
        if (rest.IsEmpty || rest.Length > 64)
            return false;

        var seconds = 0d;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(NumberUnits);
            if (digits <= 0 || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return false;
            rest = rest[digits..];
            if (!TakeUnit(ref rest, out var unit))
                return false;
            seconds += number * unit;
        }

        if (seconds > TimeSpan.MaxValue.TotalSeconds / 2)
            return false;
        duration = TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond));
        return true;
    }

    private static bool TakeUnit(ref ReadOnlySpan<char> rest, out double seconds)
    {
        foreach (var (unit, length) in Units)
        {
            if (!rest.StartsWith(unit, StringComparison.Ordinal))
                continue;
            rest = rest[unit.Length..];
            seconds = length;
            return true;
        }

        seconds = 0;
        return false;
    }
}
