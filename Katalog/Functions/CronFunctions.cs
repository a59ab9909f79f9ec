using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Functions;

/// <summary>Cron expressions, and their form as a map (minute, hour, dayOfMonth, month, dayOfWeek).</summary>
internal static class CronFunctions
{
    private const string Always = "* * * * *";
    private static readonly string[] Keys = ["minute", "hour", "dayOfMonth", "month", "dayOfWeek"];

    public static FunctionDomain All() => Named(new FunctionDomain("cron")
        .Add(
            "cronToMap EXPRESSION → map",
            "The five fields as a map; a map stays; * everywhere for nil and \"\".",
            "{{ (cronToMap \"@hourly\").minute }} → 0",
            static (a, _) => Fields.IsMap(a[0]) ? a[0] : ToMap(Split(a[0])))
        .Add(
            "cronFromMap MAP → string",
            "The expression of a map; keys that are absent are *. Anything but a map is refused.",
            "{{ cronFromMap (cronToMap \"5 0 * * 1\") }} → 5 0 * * 1",
            static (a, _) => FromMap(a[0]))
        .Add(
            "cronFromAny VALUE → string",
            "The expression of a map or a text; * * * * * for nil.",
            "{{ cronFromAny \"@daily\" }} → 0 0 * * *",
            static (a, _) => Fields.IsMap(a[0]) ? FromMap(a[0]) : Normalize(a[0]))
        .Add(
            "cronNormalize EXPRESSION → string",
            "Five fields with single spaces, macros expanded; * * * * * for what is none.",
            "{{ cronNormalize \" */5  * * * *\" }} → */5 * * * *",
            static (a, _) => Normalize(a[0]))
        .Add(
            "cronValid EXPRESSION → bool",
            "Whether it is a cron expression.",
            "{{ cronValid \"61 * * * *\" }} → false",
            static (a, e) => CronSchedule.Parse(Arg.Text(a[0]), out _) is not null)
        .Add(
            "cronDescribe EXPRESSION → string",
            "What it means in words; the expression itself where it is no simple one.",
            "{{ cronDescribe \"*/5 * * * *\" }} → every 5 minutes",
            static (a, _) => CronDescription.Of(Fields.IsMap(a[0]) ? FromMap(a[0]) : Normalize(a[0])))
        .Add(
            "cronExpr MINUTE HOUR DAY MONTH WEEKDAY → string",
            "An expression of five fields; \"\" and nil are *.",
            "{{ cronExpr \"*/1\" \"\" \"\" \"\" \"\" }} → */1 * * * *",
            static (a, _) => string.Join(' ', a.Select(Field)))
        .Add(
            "cronField EXPRESSION INDEX → string",
            "The field at an index from 0 to 4.",
            "{{ cronField \"0 0 15 * *\" 2 }} → 15",
            static (a, _) => At(Split(a[0]), Arg.Int(a[1]))));

    private static FunctionDomain Named(FunctionDomain domain) => domain
        .Add("cronMinute EXPRESSION → string", "The minute field.", "{{ cronMinute \"*/5 2 * * 1\" }} → */5", static (a, _) => Split(a[0])[0])
        .Add("cronHour EXPRESSION → string", "The hour field.", "{{ cronHour \"*/5 2 * * 1\" }} → 2", static (a, _) => Split(a[0])[1])
        .Add("cronDom EXPRESSION → string", "The field of the day of the month.", "{{ cronDom \"0 0 15 * *\" }} → 15", static (a, _) => Split(a[0])[2])
        .Add("cronMonth EXPRESSION → string", "The month field.", "{{ cronMonth \"0 0 1 6 *\" }} → 6", static (a, _) => Split(a[0])[3])
        .Add("cronDow EXPRESSION → string", "The field of the day of the week.", "{{ cronDow \"0 0 * * 1\" }} → 1", static (a, _) => Split(a[0])[4]);

    private static ImmutableArray<string> Split(object? value)
    {
        var text = Fields.IsMap(value) ? FromMap(value) : Arg.Text(value);
        if (string.IsNullOrWhiteSpace(text))
            text = Always;
        return CronSchedule.Split(text) ?? throw new FunctionException($"\"{Arg.Shorten(text)}\" has not five cron fields");
    }

    private static string At(ImmutableArray<string> fields, long index) =>
        index is >= 0 and <= 4 ? fields[(int)index] : throw new FunctionException($"a cron expression has fields 0 to 4, not {index}");

    private static string Normalize(object? value) => value is string text && CronSchedule.Split(text) is { } fields ? string.Join(' ', fields) : Always;

    private static JsonObject ToMap(ImmutableArray<string> fields)
    {
        var map = new JsonObject();
        for (var i = 0; i < Keys.Length; i++)
            map[Keys[i]] = fields[i];
        return map;
    }

    private static string FromMap(object? value) => Fields.IsMap(value)
        ? string.Join(' ', Keys.Select(key => Field(Fields.Find(value, key))))
        : throw new FunctionException($"wants a map, got a {Arg.TypeName(value)}; use cronFromAny for texts");

    private static string Field(object? value) => Arg.Text(value).Trim() is { Length: > 0 } text ? text : "*";
}
