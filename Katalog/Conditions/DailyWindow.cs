using Orkestra.Katalog.Functions;

namespace Orkestra.Katalog.Conditions;

/// <summary>From a time of day (included) to another (excluded), in UTC; over midnight if the first is later. Either may be open.</summary>
internal sealed record DailyWindow(TimeSpan? After, TimeSpan? Before) : ClockTest
{
    public override bool Holds(DateTimeOffset now) => Timestamps.InWindow(now, After ?? TimeSpan.Zero, Before ?? TimeSpan.FromDays(1));
}
