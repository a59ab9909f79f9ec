using Orkestra.Cli.Settings;
using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.Settings;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("500ms", 0.5)]
    [InlineData("30s", 30)]
    [InlineData("1m30s", 90)]
    [InlineData("1.5h", 5400)]
    [InlineData("2d", 172800)]
    [InlineData("1w", 604800)]
    public void Durations_are_read(string text, double seconds)
    {
        Durations.TryParse(text, out var duration).ShouldBeTrue();
        duration.TotalSeconds.ShouldBe(seconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("s")]
    [InlineData("-5s")]
    [InlineData("5 s")]
    [InlineData("1y")]
    [InlineData("99999999999999999999s")]
    [InlineData("999999w")]
    [InlineData("1..5s")]
    public void What_is_no_duration_is_refused(string text) => Durations.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(0.25, "250ms")]
    [InlineData(90, "1m30s")]
    [InlineData(90000, "1d1h")]
    public void Durations_are_written_short(double seconds, string text) => Durations.Format(TimeSpan.FromSeconds(seconds)).ShouldBe(text);
}
