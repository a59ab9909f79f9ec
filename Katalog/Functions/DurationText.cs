using System.Buffers;
using System.Globalization;
using System.Text;

namespace Orkestra.Katalog.Functions;

/// <summary>Durations of the format: Go's (<c>1h30m</c>, <c>1.5s</c>, <c>300ms</c>) and the units d (24 h), w (7 d), mo (30 d) and y (365 d).</summary>
public static class DurationText
{
    private static readonly (string Unit, decimal Seconds)[] Units =
    [
        ("mo", 2_592_000m), ("ms", 0.001m), ("us", 0.000_001m), ("µs", 0.000_001m), ("μs", 0.000_001m), ("ns", 0.000_000_001m),
        ("y", 31_536_000m), ("w", 604_800m), ("d", 86_400m), ("h", 3_600m), ("m", 60m), ("s", 1m),
    ];

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    /// <summary>Parses a duration. <c>0</c> needs no unit. False if the text is none, or longer than a TimeSpan can be.</summary>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var rest = (text ?? string.Empty).AsSpan().Trim();
        var negative = rest.StartsWith("-", StringComparison.Ordinal);
        if (negative || rest.StartsWith("+", StringComparison.Ordinal))
            rest = rest[1..];
        if (rest.SequenceEqual("0"))
            return true;
        if (rest.IsEmpty || rest.Length > 128)
            return false;
        var seconds = 0m;
        while (!rest.IsEmpty)
        {
            var length = rest.IndexOfAnyExcept(NumberCharacters);
            if (length is <= 0 or > 18 || !decimal.TryParse(rest[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || !TryUnit(rest[length..], out var unit))
                return false;
            seconds += number * unit.Seconds;
            rest = rest[(length + unit.Unit.Length)..];
        }

        if (seconds > (decimal)TimeSpan.MaxValue.TotalSeconds - 1)
            return false;
        duration = TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond)) * (negative ? -1 : 1);
        return true;
    }

    /// <summary>As Go writes durations: <c>1h30m0s</c>, <c>5m30s</c>, <c>1.5s</c>, <c>300ms</c>, <c>0s</c>.</summary>
    public static string Format(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
            return "0s";
        var text = new StringBuilder(duration < TimeSpan.Zero ? "-" : string.Empty);
        duration = duration.Duration();
        if (duration < TimeSpan.FromMilliseconds(1))
            return text.Append(CultureInfo.InvariantCulture, $"{duration.Ticks / 10m:0.###}µs").ToString();
        if (duration < TimeSpan.FromSeconds(1))
            return text.Append(CultureInfo.InvariantCulture, $"{duration.Ticks / 10_000m:0.######}ms").ToString();
        var hours = duration.Ticks / TimeSpan.TicksPerHour;
        if (hours > 0)
            text.Append(CultureInfo.InvariantCulture, $"{hours}h");
        if (hours > 0 || duration.Minutes > 0)
            text.Append(CultureInfo.InvariantCulture, $"{duration.Minutes}m");
        return text.Append(CultureInfo.InvariantCulture, $"{duration.Ticks % TimeSpan.TicksPerMinute / (decimal)TimeSpan.TicksPerSecond:0.#######}s").ToString();
    }

    private static bool TryUnit(ReadOnlySpan<char> text, out (string Unit, decimal Seconds) unit)
    {
        foreach (var candidate in Units)
        {
            if (text.StartsWith(candidate.Unit, StringComparison.Ordinal))
            {
                unit = candidate;
                return true;
            }
        }

        unit = default;
        return false;
    }
}
