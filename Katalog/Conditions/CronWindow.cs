using Orkestra.Katalog.Functions;

namespace Orkestra.Katalog.Conditions;

/// <summary>Holds for a duration after each time of a cron expression.</summary>
internal sealed record CronWindow(CronSchedule Schedule, TimeSpan Duration) : ClockTest
{
    public static TimeSpan DefaultDuration { get; } = TimeSpan.FromSeconds(60);

    // The window is half open: at the end of the duration it is closed.
    public override bool Holds(DateTimeOffset now) => Schedule.FiredWithin(Duration, now);
}
