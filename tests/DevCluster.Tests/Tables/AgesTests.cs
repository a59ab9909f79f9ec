using Orkestra.DevCluster.Tables;

namespace Orkestra.DevCluster.Tests.Tables;

public sealed class AgesTests
{
    [Theory]
    [InlineData(0, "0s")]
    [InlineData(119, "119s")]
    [InlineData(120, "2m")]
    [InlineData(150, "2m30s")]
    [InlineData(600, "10m")]
    [InlineData(10_800, "3h")]
    [InlineData(11_100, "3h5m")]
    [InlineData(28_800, "8h")]
    [InlineData(172_800, "2d")]
    [InlineData(190_800, "2d5h")]
    [InlineData(864_000, "10d")]
    [InlineData(63_072_000, "2y")]
    public void A_span_is_shown_as_kubectl_shows_it(long seconds, string expected) => Ages.Human(TimeSpan.FromSeconds(seconds)).ShouldBe(expected);
}
