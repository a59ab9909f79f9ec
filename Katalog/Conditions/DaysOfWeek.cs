using System.Collections.Frozen;

namespace Orkestra.Katalog.Conditions;

/// <summary>Days of the week, in UTC.</summary>
internal sealed record DaysOfWeek(FrozenSet<DayOfWeek> Days) : ClockTest
{
    public override bool Holds(DateTimeOffset now) => Days.Contains(now.UtcDateTime.DayOfWeek);

    /// <summary>A day by its English name, its first three letters, or its number from Sunday (0 or 7).</summary>
    public static DayOfWeek? Parse(string name)
    {
        var wanted = name.Trim();
        for (var day = DayOfWeek.Sunday; day <= DayOfWeek.Saturday; day++)
        {
            var full = day.ToString();
            if (string.Equals(full, wanted, StringComparison.OrdinalIgnoreCase) || string.Equals(full[..3], wanted, StringComparison.OrdinalIgnoreCase))
                return day;
        }

        return wanted is [>= '0' and <= '7'] ? (DayOfWeek)((wanted[0] - '0') % 7) : null;
    }
}
