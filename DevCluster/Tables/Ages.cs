using System.Globalization;
using System.Text.Json.Nodes;
using Orkestra.DevCluster.Objects;

namespace Orkestra.DevCluster.Tables;

/// <summary>Times as kubectl shows them: 5s, 2m10s, 3h, 4d.</summary>
internal static class Ages
{
    public static string Since(JsonNode? time, DateTimeOffset now) => Metadata.ReadTime(time) is { } then ? Human(now - then) : "<unknown>";

    public static string Human(TimeSpan span)
    {
        var seconds = (long)span.TotalSeconds;
        if (seconds < -1)
            return "<invalid>";
        if (seconds < 0)
            return "0s";
        var (minutes, hours) = (seconds / 60, seconds / 3600);
        var days = hours / 24;
        return seconds switch
        {
            < 120 => Part(seconds, 's'),
            < 600 => Two(minutes, 'm', seconds % 60, 's'),
            < 10_800 => Part(minutes, 'm'),
            < 28_800 => Two(hours, 'h', minutes % 60, 'm'),
            < 172_800 => Part(hours, 'h'),
            < 691_200 => Two(days, 'd', hours % 24, 'h'),
            < 63_072_000 => Part(days, 'd'),
            < 252_288_000 => Two(days / 365, 'y', days % 365, 'd'),
            _ => Part(days / 365, 'y'),
        };
    }

    private static string Two(long first, char firstUnit, long second, char secondUnit) => second == 0 ? Part(first, firstUnit) : Part(first, firstUnit) + Part(second, secondUnit);

    private static string Part(long number, char unit) => number.ToString(CultureInfo.InvariantCulture) + unit;
}
