using System.Globalization;
using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Tests.Templates;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Conditions;

public class ConditionClockTests
{
    [Theory]
    [InlineData("09:00", "17:00", "10:30:00", true)]
    [InlineData("09:00", "17:00", "09:00:00", true)]
    [InlineData("09:00", "17:00", "16:59:59", true)]
    [InlineData("09:00", "17:00", "17:00:00", false)]
    [InlineData("09:00", "17:00", "08:59:59", false)]
    [InlineData("22:00", "04:00", "23:00:00", true)]
    [InlineData("22:00", "04:00", "03:59:00", true)]
    [InlineData("22:00", "04:00", "04:00:00", false)]
    [InlineData("22:00", "04:00", "12:00:00", false)]
    [InlineData("09:00", null, "10:00:00", true)]
    [InlineData("09:00", null, "08:00:00", false)]
    [InlineData(null, "09:00", "08:00:00", true)]
    [InlineData(null, "09:00", "10:00:00", false)]
    [InlineData("9:00", "24:00", "23:59:59", true)]
    public void A_time_window_is_half_open_and_goes_over_midnight(string? after, string? before, string now, bool holds) =>
        Holds(new ConditionSpec { Time = new TimeWindowSpec(after, before) }, $"2026-01-15T{now}Z").ShouldBe(holds);

    [Theory]
    [InlineData("2026-01-15T10:00:00Z", true, false)]
    [InlineData("2026-01-16T23:59:59Z", true, false)]
    [InlineData("2026-01-17T00:00:00Z", false, true)]
    [InlineData("2026-01-18T12:00:00Z", false, true)]
    public void Weekday_and_weekend_split_the_week(string now, bool weekday, bool weekend)
    {
        Holds(Days(weekday: true), now).ShouldBe(weekday);
        Holds(Days(weekday: false), now).ShouldBe(!weekday);
        Holds(Days(weekend: true), now).ShouldBe(weekend);
        Holds(Days(weekend: false), now).ShouldBe(!weekend);
    }

    [Fact]
    public void Days_are_named_in_any_form()
    {
        const string Thursday = "2026-01-15T10:00:00Z";
        foreach (var name in new[] { "thursday", "Thursday", "THU", "4" })
        {
            Holds(new ConditionSpec { DayOfWeek = new DayOfWeekSpec(null, null, [name, "mon"], []) }, Thursday).ShouldBeTrue(name);
            Holds(new ConditionSpec { DayOfWeek = new DayOfWeekSpec(null, null, [], [name]) }, Thursday).ShouldBeFalse(name);
        }

        Holds(new ConditionSpec { DayOfWeek = new DayOfWeekSpec(true, null, [], ["fri"]) }, Thursday).ShouldBeTrue();
        Holds(new ConditionSpec { DayOfWeek = new DayOfWeekSpec(null, null, ["7"], []) }, "2026-01-18T10:00:00Z").ShouldBeTrue();
    }

    [Theory]
    [InlineData("0 2 * * *", null, "02:00:00", true)]
    [InlineData("0 2 * * *", null, "02:00:59", true)]
    [InlineData("0 2 * * *", null, "02:01:00", false)]
    [InlineData("0 2 * * *", null, "01:59:59", false)]
    [InlineData("0 2 * * *", "1h", "02:59:59", true)]
    [InlineData("0 2 * * *", "1h", "03:00:00", false)]
    [InlineData("0 23 * * *", "2h", "00:30:00", true)]
    [InlineData("@hourly", "10m", "07:09:59", true)]
    [InlineData("@hourly", "10m", "07:10:00", false)]
    public void A_cron_window_is_open_for_its_duration(string cron, string? duration, string now, bool holds) =>
        Holds(new ConditionSpec { Cron = cron, Duration = duration }, $"2026-01-15T{now}Z").ShouldBe(holds);

    [Fact]
    public void Clock_and_field_must_both_hold()
    {
        var spec = new ConditionSpec { Field = "spec.on", Operator = "equals", Value = true, Time = new TimeWindowSpec("09:00", "17:00") };
        Holds(spec, "2026-01-15T10:00:00Z", """{"spec": {"on": true}}""").ShouldBeTrue();
        Holds(spec, "2026-01-15T20:00:00Z", """{"spec": {"on": true}}""").ShouldBeFalse();
        Holds(spec, "2026-01-15T10:00:00Z", """{"spec": {"on": false}}""").ShouldBeFalse();
        Holds(spec with { Negate = true }, "2026-01-15T20:00:00Z", """{"spec": {"on": true}}""").ShouldBeTrue();
    }

    private static ConditionSpec Days(bool? weekday = null, bool? weekend = null) => new() { DayOfWeek = new DayOfWeekSpec(weekday, weekend, [], []) };

    private static bool Holds(ConditionSpec spec, string now, string data = "{}")
    {
        var compiled = Condition.Compile(spec, FunctionTable.Standard);
        compiled.Errors.ShouldBeEmpty();
        return compiled.Condition!.Holds(Scopes.Of(data, DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)));
    }
}
