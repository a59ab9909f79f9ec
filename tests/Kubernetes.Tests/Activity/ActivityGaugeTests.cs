using System.Threading.Channels;
using Orkestra.Kubernetes.Activity;
using Shouldly;
using Xunit;

namespace Orkestra.Kubernetes.Tests.Activity;

public sealed class ActivityGaugeTests
{
    private readonly ActivityGauge _gauge = new();

    [Fact]
    public void With_nothing_underway_nobody_waits() => _gauge.WhenIdleAsync(CancellationToken.None).IsCompletedSuccessfully.ShouldBeTrue();

    [Fact]
    public async Task A_wait_ends_with_the_last_of_all()
    {
        _gauge.Begin();
        _gauge.Begin();
        var idle = _gauge.WhenIdleAsync(TestContext.Current.CancellationToken);
        _gauge.End();
        idle.IsCompleted.ShouldBeFalse();
        _gauge.End();
        await idle;
        _gauge.Underway.ShouldBe(0);
    }

    [Fact]
    public async Task A_written_item_counts_until_its_reader_ends_it()
    {
        var channel = Channel.CreateUnbounded<int>();
        var writer = new CountedWriter<int>(channel.Writer, _gauge);
        await writer.WriteAsync(1, TestContext.Current.CancellationToken);
        _gauge.Underway.ShouldBe(1);
        (await channel.Reader.ReadAsync(TestContext.Current.CancellationToken)).ShouldBe(1);
        _gauge.Underway.ShouldBe(1);
        _gauge.End();
        writer.Complete();
        writer.TryWrite(2).ShouldBeFalse();
        _gauge.Underway.ShouldBe(0);
    }
}
