using Orkestra.Grains.Budgets;
using Orkestra.TestKit.Time;
using Shouldly;
using Xunit;

namespace Orkestra.Grains.Tests.Budgets;

public sealed class ApiBudgetTests : IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly ApiBudget _budget;

    public ApiBudgetTests() => _budget = new ApiBudget(new ApiLimit(10, 2), _clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _budget.Dispose();

    [Fact]
    public async Task After_a_burst_requests_come_at_the_rate()
    {
        var box = _budget.GateOfBox();
        await box.WaitAsync(Token);
        await box.WaitAsync(Token);
        var next = Enumerable.Range(0, 3).Select(_ => box.WaitAsync(Token).AsTask()).ToList();

        _clock.Advance(TimeSpan.FromMilliseconds(99));
        next.ShouldAllBe(request => !request.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await next[0];
        next[1].IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromMilliseconds(200));
        await Task.WhenAll(next);
    }

    [Fact]
    public async Task A_box_with_very_many_requests_cannot_eat_the_share_of_another()
    {
        var (greedy, quiet) = (_budget.GateOfBox(), _budget.GateOfBox());
        for (var i = 0; i < 2; i++)
            await greedy.WaitAsync(Token);
        var many = Enumerable.Range(0, 5000).Select(_ => greedy.WaitAsync(Token).AsTask()).ToList();

        for (var i = 0; i < 20; i++)
        {
            var one = quiet.WaitAsync(Token).AsTask();
            _clock.Advance(TimeSpan.FromMilliseconds(200));
            await one;
        }

        await Task.WhenAll(many.Take(20));
        many.Skip(20).ShouldAllBe(request => !request.IsCompleted, "the other half of two seconds is what it had");
    }

    [Fact]
    public async Task What_a_quiet_box_leaves_is_for_the_others()
    {
        _ = _budget.GateOfBox();
        var busy = _budget.GateOfBox();
        var requests = Enumerable.Range(0, 12).Select(_ => busy.WaitAsync(Token).AsTask()).ToList();

        _clock.Advance(TimeSpan.FromSeconds(1));

        await Task.WhenAll(requests);
    }

    [Fact]
    public async Task A_request_that_is_given_up_costs_nothing()
    {
        var box = _budget.GateOfBox();
        await box.WaitAsync(Token);
        await box.WaitAsync(Token);
        using var given = new CancellationTokenSource();
        var first = box.WaitAsync(given.Token).AsTask();
        var second = box.WaitAsync(Token).AsTask();
        await given.CancelAsync();

        _clock.Advance(TimeSpan.FromMilliseconds(100));

        await Should.ThrowAsync<OperationCanceledException>(first);
        await second;
    }
}
