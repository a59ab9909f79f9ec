using Orkestra.Grains.Timing;
using Shouldly;
using Xunit;

namespace Orkestra.Grains.Tests.Timing;

public sealed class BackoffTests
{
    private readonly Backoff _backoff = new(new BackoffOptions(), new Random(1));

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(2, 1)]
    [InlineData(5, 8)]
    [InlineData(9, 60)]
    [InlineData(10, 300)]
    [InlineData(100_000, 300)]
    public void Delays_double_up_to_a_minute_then_the_key_is_parked_and_never_given_up(int failures, double seconds)
    {
        for (var i = 0; i < 20; i++)
            _backoff.Next(failures).TotalSeconds.ShouldBeInRange(seconds * 0.8, seconds * 1.2);
    }

    [Fact]
    public void A_key_is_parked_after_ten_failures()
    {
        _backoff.IsParked(9).ShouldBeFalse();
        _backoff.IsParked(10).ShouldBeTrue();
    }

    [Fact]
    public void While_the_server_is_away_a_key_is_tried_every_few_seconds_for_ever() => _backoff.WhileUnreachable(1000).TotalSeconds.ShouldBeInRange(4, 6);
}
