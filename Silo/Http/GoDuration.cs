using System.Globalization;

namespace Orkestra.Silo.Http;

/// <summary>Durations as the Go implementation prints them: <c>30s</c>, <c>1m30s</c>, <c>2h0m5s</c>; below a second <c>250ms</c>.</summary>
internal static class GoDuration
{
    public static string Of(TimeSpan duration)
    {
        if (duration < TimeSpan.Zero)
            return "-" + Of(-duration);
        if (duration < TimeSpan.FromSeconds(1))
            return duration == TimeSpan.Zero ? "0s" : Text($"{duration.TotalMilliseconds:0.###}ms");
        var seconds = duration.TotalSeconds % 60;
        return duration.TotalHours >= 1 ? Text($"{(long)duration.TotalHours}h{duration.Minutes}m{seconds:0.###}s")
            : duration.TotalMinutes >= 1 ? Text($"{duration.Minutes}m{seconds:0.###}s")
            : Text($"{seconds:0.###}s");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
