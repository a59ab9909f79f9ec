using Orkestra.TestKit.Waiting;
using Shouldly;
using Xunit;

namespace Orkestra.TestKit.Tests.Waiting;

public sealed class EventuallyTests
{
    [Fact]
    public async Task It_gives_back_the_wanted_value()
    {
        var reads = 0;

        var value = await Eventually.Async("three reads", _ => Task.FromResult(++reads), read => read == 3, cancellationToken: TestContext.Current.CancellationToken);

        value.ShouldBe(3);
    }

    [Fact]
    public async Task A_wait_in_vain_says_for_what_and_what_it_saw_last()
    {
        var error = await Should.ThrowAsync<TimeoutException>(() => Eventually.Async("the moon", _ => Task.FromResult("a lamp"), _ => false, TimeSpan.FromMilliseconds(120)));

        error.Message.ShouldContain("the moon");
        error.Message.ShouldContain("last seen: a lamp");
    }

    [Fact]
    public async Task An_error_of_the_condition_is_told()
    {
        var error = await Should.ThrowAsync<TimeoutException>(() => Eventually.Async("luck", _ => throw new InvalidOperationException("out of it"), TimeSpan.FromMilliseconds(60)));

        error.Message.ShouldContain("InvalidOperationException: out of it");
        error.InnerException.ShouldBeOfType<InvalidOperationException>();
    }

    [Fact]
    public async Task A_cancelled_wait_is_cancelled_not_timed_out()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => Eventually.Async("nothing", _ => Task.FromResult(false), cancellationToken: cancelled.Token));
    }
}
