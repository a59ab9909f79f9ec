using System.Collections.Frozen;
using System.Collections.Immutable;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Conditions;

/// <summary>Compiles what a condition says of the clock.</summary>
internal sealed class ClockCompiler(ConditionSpec spec, ImmutableArray<ConditionError>.Builder errors)
{
    private static readonly DayOfWeek[] Weekend = [DayOfWeek.Saturday, DayOfWeek.Sunday];

    public ImmutableArray<ClockTest> Compile()
    {
        var tests = ImmutableArray.CreateBuilder<ClockTest>();
        if (spec.Time is { } time)
            tests.Add(CompileTime(time));
        if (spec.DayOfWeek is { } days)
            tests.Add(CompileDays(days));
        if (spec.Cron is not null)
            CompileCron(spec.Cron, tests);
        else if (spec.Duration is not null)
            Report(TemplateDiagnostics.Cron, "duration", "a duration goes with cron, and there is none", "add cron: or remove duration:");
        return tests.DrainToImmutable();
    }

    private DailyWindow CompileTime(TimeWindowSpec time)
    {
        if (time is { After: null, Before: null })
            Report(TemplateDiagnostics.TimeWindow, "time", "the time window has neither after nor before", "write time: {after: \"09:00\", before: \"17:00\"}");
        return new DailyWindow(TimeOfDay(time.After, "time.after"), TimeOfDay(time.Before, "time.before"));
    }

    private TimeSpan? TimeOfDay(string? text, string key)
    {
        if (text is null)
            return null;
        var time = Timestamps.ParseTimeOfDay(text.Trim());
        if (time is null)
            Report(TemplateDiagnostics.TimeWindow, key, $"\"{text}\" is no time of day", "write HH:MM in UTC, in quotes: \"09:30\"");
        return time;
    }

    private DaysOfWeek CompileDays(DayOfWeekSpec days)
    {
        var allowed = Enum.GetValues<DayOfWeek>().ToHashSet();
        if (days is { Weekday: null, Weekend: null, In.IsDefaultOrEmpty: true, NotIn.IsDefaultOrEmpty: true })
            Report(TemplateDiagnostics.DayOfWeek, "dayOfWeek", "dayOfWeek says nothing", "write weekday: true, weekend: true, in: [monday] or notIn: [friday]");
        if (days.Weekday is { } weekday)
            allowed.RemoveWhere(day => Weekend.Contains(day) == weekday);
        if (days.Weekend is { } weekend)
            allowed.RemoveWhere(day => Weekend.Contains(day) != weekend);
        if (!days.In.IsDefaultOrEmpty)
            allowed.IntersectWith(Days(days.In, "dayOfWeek.in"));
        if (!days.NotIn.IsDefaultOrEmpty)
            allowed.ExceptWith(Days(days.NotIn, "dayOfWeek.notIn"));
        return new DaysOfWeek(allowed.ToFrozenSet());
    }

    private List<DayOfWeek> Days(ImmutableArray<string> names, string key)
    {
        var days = new List<DayOfWeek>();
        foreach (var name in names)
        {
            if (DaysOfWeek.Parse(name) is { } day)
                days.Add(day);
            else
                Report(TemplateDiagnostics.DayOfWeek, key, $"\"{name}\" is no day of the week", "use monday to sunday, mon to sun, or 0 (Sunday) to 6");
        }

        return days;
    }

    private void CompileCron(string cron, ImmutableArray<ClockTest>.Builder tests)
    {
        var schedule = CronSchedule.Parse(cron, out var error);
        if (schedule is null)
            Report(TemplateDiagnostics.Cron, "cron", $"\"{cron}\" is no cron expression: {error}", "write minute, hour, day of month, month and day of week: \"0 2 * * *\"");
        var duration = CronWindow.DefaultDuration;
        if (spec.Duration is not null && (!DurationText.TryParse(spec.Duration, out duration) || duration <= TimeSpan.Zero))
            Report(TemplateDiagnostics.Cron, "duration", $"\"{spec.Duration}\" is no duration", "write for example 30m or 1h30m");
        if (schedule is not null)
            tests.Add(new CronWindow(schedule, duration));
    }

    private void Report(string id, string key, string message, string mend) => errors.Add(new ConditionError(id, key, message, mend, Place: null));
}
