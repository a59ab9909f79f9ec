using System.Globalization;

namespace Orkestra.Katalog.Functions;

/// <summary>Reads RFC 3339 timestamps, and dates, as UTC.</summary>
internal static class Timestamps
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd",
    ];

    public static DateTimeOffset? Parse(object? value) => value is string text && DateTimeOffset.TryParseExact(
        text.Trim(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant : null;

    public static string Format(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>HH:MM of a day; null if the text is none. 24:00 is the end of the day.</summary>
    public static TimeSpan? ParseTimeOfDay(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon is < 1 or > 2 || text.Length != colon + 3
            || !int.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            || minutes > 59 || hours > 24 || (hours == 24 && minutes > 0))
        {
            return null;
        }

        return new TimeSpan(hours, minutes, 0);
    }

    /// <summary>Whether an instant's time of day in UTC is from <paramref name="after"/> (included) to <paramref name="before"/> (excluded), over midnight if after is later.</summary>
    public static bool InWindow(DateTimeOffset instant, TimeSpan after, TimeSpan before)
    {
        var time = instant.UtcDateTime.TimeOfDay;
        return after <= before ? time >= after && time < before : time >= after || time < before;
    }
}
