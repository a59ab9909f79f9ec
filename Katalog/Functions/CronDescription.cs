using System.Collections.Immutable;
using System.Globalization;

namespace Orkestra.Katalog.Functions;

/// <summary>Puts a cron expression into words.</summary>
internal static class CronDescription
{
    private static readonly string[] DayNames = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    public static string Of(string expression)
    {
        if (CronSchedule.Parse(expression, out _)?.Fields is not { } fields)
            return expression;
        return Time(fields) is { } time && Days(fields) is { } days ? time + days : expression;
    }

    private static string? Time(ImmutableArray<string> fields) => (fields[0], fields[1]) switch
    {
        ("*", "*") => "every minute",
        (var minute, "*") when Step(minute) is { } step => step == 1 ? "every minute" : string.Create(CultureInfo.InvariantCulture, $"every {step} minutes"),
        ("0", "*") => "every hour",
        (var minute, "*") when Number(minute) is { } m => string.Create(CultureInfo.InvariantCulture, $"every hour at minute {m}"),
        (var minute, var hour) when Number(minute) is { } m && Step(hour) is { } step => string.Create(CultureInfo.InvariantCulture, $"every {step} hours at minute {m}"),
        (var minute, var hour) when Number(minute) is { } m && Number(hour) is { } h => string.Create(CultureInfo.InvariantCulture, $"at {h:00}:{m:00} UTC"),
        _ => null,
    };

    private static string? Days(ImmutableArray<string> fields)
    {
        var month = fields[3] is "*" ? string.Empty : Number(fields[3]) is { } number ? " in " + CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(number) : null;
        var day = (fields[2], fields[4]) switch
        {
            ("*", "*") => string.Empty,
            ("*", "1-5" or "MON-FRI") => " on weekdays",
            ("*", "0,6" or "6,0" or "SAT,SUN") => " on weekends",
            ("*", var week) when Number(week) is { } w => " on " + DayNames[w % 7],
            (var date, "*") when Number(date) is { } d => string.Create(CultureInfo.InvariantCulture, $" on day {d} of the month"),
            _ => null,
        };
        return day is null || month is null ? null : day + month;
    }

    private static int? Number(string field) => int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static int? Step(string field) => field.StartsWith("*/", StringComparison.Ordinal) ? Number(field[2..]) : null;
}
