using System.Globalization;
using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Functions;

/// <summary>Timestamps, durations and windows, all in UTC. Every function of one pass sees the same instant.</summary>
internal static class TimeFunctions
{
    public static FunctionDomain All() => new FunctionDomain("time")
        .AddRunningClock(
            "timeSince TIMESTAMP → int",
            "Seconds since then; 0 if it is no timestamp.",
            "{{ timeSince \"2026-01-15T10:29:00Z\" }} → 60",
            static (a, e) => Timestamps.Parse(a[0]) is { } then ? (long)(e.Surroundings.Now - then).TotalSeconds : 0L)
        .AddRunningClock(
            "timeAgo TIMESTAMP → string",
            "How long ago: 5s, 12m, 3h or 2d ago; \"\" if it is no timestamp.",
            "{{ timeAgo \"2026-01-15T10:18:00Z\" }} → 12m ago",
            static (a, e) => Timestamps.Parse(a[0]) is { } then ? Ago(e.Surroundings.Now - then) : string.Empty)
        .AddRunningClock(
            "timeUntil TIMESTAMP → string",
            "The duration until then; \"0s\" if it is past or no timestamp.",
            "{{ timeUntil \"2026-01-15T12:00:00Z\" }} → 1h30m0s",
            static (a, e) => Until(Timestamps.Parse(a[0]), e.Surroundings.Now))
        .AddClock(
            "isExpired TIMESTAMP DURATION → bool",
            "Whether timestamp plus duration is past; false if either is malformed.",
            "{{ isExpired \"2025-01-01T00:00:00Z\" \"30d\" }} → true",
            static (a, e) => IsExpired(Timestamps.Parse(a[0]), Arg.Text(a[1]), e.Surroundings.Now))
        .AddClock(
            "timeInWindow AFTER BEFORE → bool",
            "Whether it is now from HH:MM (included) to HH:MM (excluded), over midnight if AFTER is later; false if either is malformed.",
            "{{ timeInWindow \"09:00\" \"18:00\" }} → true",
            static (a, e) => InWindow(a, e) ?? false)
        .AddClock("timeNotInWindow AFTER BEFORE → bool", "The opposite of timeInWindow.", "{{ timeNotInWindow \"22:00\" \"04:00\" }} → true", static (a, e) => !(InWindow(a, e) ?? false))
        .AddClock(
            "weekday → bool",
            "Whether it is Monday to Friday.",
            "{{ weekday }} → true",
            static (_, e) => e.Surroundings.Now.UtcDateTime.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
        .AddClock(
            "weekend → bool",
            "Whether it is Saturday or Sunday.",
            "{{ weekend }} → false",
            static (_, e) => e.Surroundings.Now.UtcDateTime.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
        .AddClock(
            "nextCron EXPRESSION → string",
            "The next time of a cron expression; \"\" if it is malformed or never comes.",
            "{{ nextCron \"0 2 * * 0\" }} → 2026-01-18T02:00:00Z",
            static (a, e) => Next(Arg.Text(a[0]), e.Surroundings.Now))
        .Add(
            "timeFormat TIMESTAMP LAYOUT → string",
            "A timestamp in a layout of Go (the reference time is Mon Jan 2 15:04:05 2006); \"\" if it is no timestamp.",
            "{{ timeFormat \"2026-04-13T08:00:00Z\" \"Jan 2, 2006\" }} → Apr 13, 2026",
            static (a, e) => Format(a, e))
        .Add(
            "durationSeconds DURATION → int",
            "The seconds of a duration (ns to h, d, w, mo, y); 0 if it is malformed.",
            "{{ durationSeconds \"1h30m\" }} → 5400",
            static (a, _) => DurationText.TryParse(Arg.Text(a[0]), out var duration) ? (long)duration.TotalSeconds : 0L)
        .Add("durationAdd LEFT RIGHT → string", "The sum; \"0s\" if either is malformed.", "{{ durationAdd \"5m\" \"30s\" }} → 5m30s", static (a, _) => Add(Arg.Text(a[0]), Arg.Text(a[1])))
        .Add("durationValid TEXT → bool", "Whether it is a duration.", "{{ durationValid \"30d\" }} → true", static (a, e) => DurationText.TryParse(Arg.Text(a[0]), out _));

    private static string Ago(TimeSpan elapsed)
    {
        elapsed = elapsed < TimeSpan.Zero ? TimeSpan.Zero : elapsed;
        var text = elapsed.TotalSeconds < 60 ? $"{(long)elapsed.TotalSeconds}s"
            : elapsed.TotalMinutes < 60 ? $"{(long)elapsed.TotalMinutes}m"
            : elapsed.TotalHours < 24 ? $"{(long)elapsed.TotalHours}h" : $"{(long)elapsed.TotalDays}d";
        return text + " ago";
    }

    private static string Until(DateTimeOffset? then, DateTimeOffset now) => then is { } instant && instant > now
        ? DurationText.Format(TimeSpan.FromSeconds(Math.Round((instant - now).TotalSeconds, MidpointRounding.AwayFromZero)))
        : "0s";

    private static bool IsExpired(DateTimeOffset? then, string text, DateTimeOffset now) =>
        then is { } instant && DurationText.TryParse(text, out var duration) && (now - instant) > duration;

    private static bool? InWindow(object?[] arguments, Evaluation evaluation) =>
        Timestamps.ParseTimeOfDay(Arg.Text(arguments[0])) is { } after && Timestamps.ParseTimeOfDay(Arg.Text(arguments[1])) is { } before
            ? Timestamps.InWindow(evaluation.Surroundings.Now, after, before) : null;

    private static string Next(string expression, DateTimeOffset now) =>
        CronSchedule.Parse(expression, out _)?.Next(now) is { } next ? Timestamps.Format(next) : string.Empty;

    private static string Format(object?[] arguments, Evaluation evaluation)
    {
        var layout = Arg.Text(arguments[1]);
        evaluation.ChargeText(layout.Length * 10L);
        return Timestamps.Parse(arguments[0]) is { } instant ? GoTimeLayout.Format(instant, layout) : string.Empty;
    }

    private static string Add(string left, string right) =>
        DurationText.TryParse(left, out var a) && DurationText.TryParse(right, out var b) && Math.Abs(a.TotalDays + b.TotalDays) < TimeSpan.MaxValue.TotalDays - 1 ? DurationText.Format(a + b) : "0s";
}
