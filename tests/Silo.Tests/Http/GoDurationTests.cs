using Orkestra.Silo.Http;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Http;

public sealed class GoDurationTests
{
    [Theory]
    [InlineData(0, "0s")]
    [InlineData(0.25, "250ms")]
    [InlineData(30, "30s")]
    [InlineData(90, "1m30s")]
    [InlineData(3600, "1h0m0s")]
    [InlineData(90061, "25h1m1s")]
    [InlineData(-5, "-5s")]
    public void Durations_look_as_go_prints_them(double seconds, string text) =>
        GoDuration.Of(TimeSpan.FromSeconds(seconds)).ShouldBe(text);
}
