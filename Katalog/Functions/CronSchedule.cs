using System.Collections.Immutable;
using System.Globalization;

namespace Orkestra.Katalog.Functions;

/// <summary>A cron expression of five fields (minute, hour, day of month, month, day of week), in UTC. A day fits if it fits either day field where both are restricted.
/// The library Cronos would replace this type if its package could be had.</summary>
internal sealed class CronSchedule
{
    private static readonly (int Low, int High)[] Ranges = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 7)];
    private static readonly string[] FieldNames = ["minute", "hour", "day of month", "month", "day of week"];
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    // 29 February can be eight years away.
    private const int SearchDays = 366 * 9;

    private readonly ulong[] _allowed;
    private readonly bool _anyDay;

    private CronSchedule(ImmutableArray<string> fields, ulong[] allowed, bool anyDay)
    {
        Fields = fields;
        _allowed = allowed;
        _anyDay = anyDay;
    }

    /// <summary>The five fields as written, macros expanded.</summary>
    public ImmutableArray<string> Fields { get; }

    /// <summary>The five fields of an expression, macros expanded; null if they are not five.</summary>
    public static ImmutableArray<string>? Split(string expression)
    {
        var text = expression.Trim().ToLowerInvariant() switch
        {
            "@yearly" or "@annually" => "0 0 1 1 *",
            "@monthly" => "0 0 1 * *",
            "@weekly" => "0 0 * * 0",
            "@daily" or "@midnight" => "0 0 * * *",
            "@hourly" => "0 * * * *",
            _ => expression,
        };
        var fields = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return fields.Length == Ranges.Length ? [.. fields] : null;
    }

    /// <summary>Null and the reason if the expression is malformed.</summary>
    public static CronSchedule? Parse(string expression, out string error)
    {
        error = "a cron expression has five fields, or is @yearly, @monthly, @weekly, @daily or @hourly";
        if (expression.Length > 512 || Split(expression) is not { } fields)
            return null;
        var allowed = new ulong[Ranges.Length];
        for (var i = 0; i < allowed.Length; i++)
        {
            if (Allowed(fields[i], i) is not { } bits)
            {
                error = $"\"{fields[i]}\" is no {FieldNames[i]} ({Ranges[i].Low}-{(i == 4 ? 6 : Ranges[i].High)})";
                return null;
            }

            allowed[i] = bits;
        }

        allowed[4] |= (allowed[4] >> 7) & 1;
        error = string.Empty;
        return new CronSchedule(fields, allowed, fields[2][0] is '*' or '?' || fields[4][0] is '*' or '?');
    }

    /// <summary>The first time after an instant; null if there is none.</summary>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        var utc = after.UtcDateTime;
        if (utc > DateTime.MaxValue.AddDays(-SearchDays - 1))
            return null;
        var from = new DateTime(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerMinute), DateTimeKind.Utc).AddMinutes(1);
        var start = (from.Hour * 60) + from.Minute;
        var day = from.Date;
        for (var searched = 0; searched < SearchDays; searched++, day = day.AddDays(1), start = 0)
        {
            if (DayFits(day) && TimeFrom(start) is { } minutes)
                return new DateTimeOffset(day.AddMinutes(minutes), TimeSpan.Zero);
        }

        return null;
    }

    /// <summary>Whether one of its times is in the duration that ends at an instant.</summary>
    public bool FiredWithin(TimeSpan duration, DateTimeOffset now) =>
        duration > TimeSpan.Zero && now.UtcDateTime - DateTime.UnixEpoch > duration && Next(now - duration) is { } fired && fired <= now;

    private bool DayFits(DateTime day)
    {
        if (!Has(3, day.Month))
            return false;
        var (byMonth, byWeek) = (Has(2, day.Day), Has(4, (int)day.DayOfWeek));
        return _anyDay ? byMonth && byWeek : byMonth || byWeek;
    }

    private int? TimeFrom(int start)
    {
        for (var hour = start / 60; hour < 24; hour++)
        {
            for (var minute = hour == start / 60 ? start % 60 : 0; minute < 60 && Has(1, hour); minute++)
            {
                if (Has(0, minute))
                    return (hour * 60) + minute;
            }
        }

        return null;
    }

    private bool Has(int field, int value) => ((_allowed[field] >> value) & 1) == 1;

    private static ulong? Allowed(string field, int index)
    {
        var bits = 0UL;
        foreach (var part in field.Split(','))
        {
            if (Part(part, index) is not { } some)
                return null;
            bits |= some;
        }

        return bits;
    }

    private static ulong? Part(string part, int index)
    {
        var (low, high) = Ranges[index];
        var slash = part.IndexOf('/', StringComparison.Ordinal);
        var step = 1;
        if (slash >= 0 && (!int.TryParse(part.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out step) || step < 1))
            return null;
        var range = slash < 0 ? part : part[..slash];
        if (range is not ("*" or "?"))
        {
            var dash = range.IndexOf('-', StringComparison.Ordinal);
            if (Value(dash < 0 ? range : range[..dash], index) is not { } first || first < low || first > high)
                return null;
            var last = dash >= 0 ? Value(range[(dash + 1)..], index) : slash >= 0 ? high : first;
            if (last is null || last > high || last < first)
                return null;
            (low, high) = (first, last.Value);
        }
        else if (index == 4)
        {
            high = 6;
        }

        var bits = 0UL;
        for (var value = low; value <= high; value += Math.Min(step, 64))
            bits |= 1UL << value;
        return bits;
    }

    private static int? Value(string text, int index)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        var names = index == 3 ? Months : index == 4 ? Days : [];
        var at = Array.IndexOf(names, text.ToUpperInvariant());
        return at < 0 ? null : index == 3 ? at + 1 : at;
    }
}
