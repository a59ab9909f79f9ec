namespace Orkestra.Grains.Timing;

/// <summary>Waits for any time. No timer can be set for more than 49 days, and an interval of a year is how some switch off what it is for.</summary>
internal static class LongDelay
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public static async Task ForAsync(TimeSpan time, TimeProvider clock, CancellationToken cancellationToken)
    {
        var begun = clock.GetTimestamp();
        while (time - clock.GetElapsedTime(begun) is var rest && rest > TimeSpan.Zero)
            await Task.Delay(rest < Longest ? rest : Longest, clock, cancellationToken).ConfigureAwait(false);
    }
}
