using System.Globalization;
using Xunit.v3;

namespace Orkestra.TestKit.LongTests;

/// <summary>
/// The measure of a long test. <c>./test.sh --long</c> runs them in full; with <c>CI=true</c> in bounded form, because then
/// <c>ORKESTRA_LONG_BOUND</c> says how many seconds one may last; a plain <c>./test.sh</c> skips them.
/// </summary>
/// <param name="Bound">How long one test may last, or null for its full measure.</param>
public sealed record LongRun(TimeSpan? Bound)
{
    /// <summary>Skips the calling test unless long tests were asked for.</summary>
    public static LongRun OrSkip()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("ORKESTRA_TEST_LONG")))
            throw new InvalidOperationException($"{DynamicSkipToken.Value}a long test: run ./test.sh --long");
        return From(Environment.GetEnvironmentVariable("ORKESTRA_LONG_BOUND"));
    }

    /// <summary>From the text of <c>ORKESTRA_LONG_BOUND</c>: whole seconds, or nothing.</summary>
    public static LongRun From(string? bound) =>
        string.IsNullOrEmpty(bound) ? new LongRun(default(TimeSpan?)) : new LongRun(TimeSpan.FromSeconds(int.Parse(bound, NumberStyles.None, CultureInfo.InvariantCulture)));

    /// <summary>How long to go on: the full time, or the bound if that is shorter.</summary>
    public TimeSpan Time(TimeSpan full) => Bound is { } bound && bound < full ? bound : full;

    /// <summary>How many to do: all, or fewer when bounded.</summary>
    public int Count(int full, int bounded) => Bound is null ? full : bounded;
}
