using Orkestra.DevCluster.Simulator;

namespace Orkestra.DevCluster.Tests.Simulator;

public sealed class DurationTests
{
    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("3s", 3)]
    [InlineData("1m30s", 90)]
    [InlineData("1h0.5m", 3630)]
    [InlineData("0", 0)]
    [InlineData("0s", 0)]
    public void A_duration_is_read(string text, double seconds) => Duration.Parse(text).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("5")]
    [InlineData("5 s")]
    [InlineData("-5s")]
    [InlineData("5x")]
    [InlineData("s")]
    [InlineData("99999999999999999999h")]
    public void Anything_else_is_none(string? text) => Duration.Parse(text).ShouldBeNull();
}
