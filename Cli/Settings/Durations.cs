using System.Buffers;
using System.Globalization;

namespace Orkestra.Cli.Settings;

/// <summary>Durations as people write them: <c>500ms</c>, <c>30s</c>, <c>1m30s</c>, <c>2h</c>, <c>1d</c>, <c>1w</c>.</summary>
internal static class Durations
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    private static readonly (string Name, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
        ("d", TimeSpan.FromDays(1)),
        ("w", TimeSpan.FromDays(7)),
    ];

    /// <summary>False when the text is no duration from 0 to ten years.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var rest = text.AsSpan().Trim();
        if (rest is "0")
            return true;
        if (rest.IsEmpty)
            return false;
        while (!rest.IsEmpty)
        {
            if (!TryPart(ref rest, out var part))
                return false;
            duration += part;
            if (duration > TimeSpan.FromDays(3650))
                return false;
        }

        return true;
    }

    private static bool TryPart(ref ReadOnlySpan<char> rest, out TimeSpan part)
    {
        part = TimeSpan.Zero;
        var digits = rest.IndexOfAnyExcept(Digits);
        if (digits <= 0 || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 1e9)
            return false;
        rest = rest[digits..];
        var letters = rest.IndexOfAny(Digits);
        var name = letters < 0 ? rest : rest[..letters];
        rest = rest[name.Length..];
        foreach (var unit in Units)
        {
            if (!name.SequenceEqual(unit.Name))
                continue;
            if (number * unit.Length.TotalDays > 3650)
                return false;
            part = unit.Length * number;
            return true;
        }

        return false;
    }

    /// <summary>The shortest spelling: <c>1m30s</c>.</summary>
    public static string Format(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
            return "0s";
        if (duration < TimeSpan.FromSeconds(1))
            return string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0.###}ms");
        var text = "";
        if (duration.Days > 0)
            text += string.Create(CultureInfo.InvariantCulture, $"{duration.Days}d");
        if (duration.Hours > 0)
            text += string.Create(CultureInfo.InvariantCulture, $"{duration.Hours}h");
        if (duration.Minutes > 0)
            text += string.Create(CultureInfo.InvariantCulture, $"{duration.Minutes}m");
        var seconds = duration.Seconds + (duration.Milliseconds / 1000.0);
        if (seconds > 0)
            text += string.Create(CultureInfo.InvariantCulture, $"{seconds:0.###}s");
        return text;
    }
}
