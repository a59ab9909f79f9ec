using Orkestra.TestKit.LongTests;
using Shouldly;
using Xunit;

namespace Orkestra.TestKit.Tests.LongTests;

public sealed class LongRunTests
{
    [Fact]
    public void Without_a_bound_a_long_test_has_its_full_measure()
    {
        LongRun.From("").Time(TimeSpan.FromHours(1)).ShouldBe(TimeSpan.FromHours(1));
        LongRun.From(null).Count(1000, 10).ShouldBe(1000);
    }

    [Fact]
    public void A_bound_only_shortens()
    {
        LongRun.From("60").Time(TimeSpan.FromHours(1)).ShouldBe(TimeSpan.FromMinutes(1));
        LongRun.From("60").Time(TimeSpan.FromSeconds(5)).ShouldBe(TimeSpan.FromSeconds(5));
        LongRun.From("60").Count(1000, 10).ShouldBe(10);
    }

    [Fact]
    public void A_bound_that_is_no_number_is_refused() => Should.Throw<FormatException>(() => LongRun.From("soon"));
}
