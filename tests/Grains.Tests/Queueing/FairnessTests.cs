using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Grains.Queueing;
using Orkestra.Kubernetes.Objects;
using Orkestra.TestKit.Time;
using Shouldly;
using Xunit;

namespace Orkestra.Grains.Tests.Queueing;

/// <summary>How the keys of one lane have their turns.</summary>
public sealed class FairnessTests
{
    private readonly Dictionary<string, int> _weights = new(StringComparer.Ordinal);
    private readonly WorkQueue _queue;

    public FairnessTests() => _queue = new WorkQueue(new FakeClock(), weightOf: ns => _weights.GetValueOrDefault(ns, 1));

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task A_key_of_a_quiet_namespace_waits_for_at_most_one_pass_of_each_other_namespace(int others)
    {
        for (var i = 0; i < 500; i++)
        {
            for (var ns = 0; ns < others; ns++)
                _queue.Add(new ObjectName($"noisy{ns}", $"n{i}"), PassCauses.UserChange);
        }

        // Wherever the round is when it comes.
        for (var round = 0; round < 30; round++)
        {
            _queue.Add(new ObjectName("quiet", $"q{round}"), PassCauses.UserChange);
            var before = await TakeUntilAsync("quiet");
            before.Count.ShouldBeLessThanOrEqualTo(others);
            before.ShouldBeUnique();
            await TakeAsync();
        }
    }

    [Fact]
    public async Task A_key_that_left_its_lane_costs_its_namespace_no_turn()
    {
        for (var i = 0; i < 10; i++)
            _queue.Add(new ObjectName("noisy", $"n{i}"), PassCauses.ChildChange);
        _queue.Add(new ObjectName("quiet", "a"), PassCauses.ChildChange);
        _queue.Add(new ObjectName("quiet", "b"), PassCauses.ChildChange);
        _queue.Add(new ObjectName("quiet", "a"), PassCauses.Deletion);

        (await TakeAsync()).Key.Name.ShouldBe("a");

        (await TakeUntilAsync("quiet")).Count.ShouldBe(1, "one pass of the other namespace, and b");
    }

    [Fact]
    public async Task A_namespace_has_as_many_passes_in_its_turn_as_it_weighs()
    {
        _weights["heavy"] = 3;
        for (var i = 0; i < 20; i++)
        {
            _queue.Add(new ObjectName("heavy", $"h{i}"), PassCauses.UserChange);
            _queue.Add(new ObjectName("light", $"l{i}"), PassCauses.UserChange);
        }

        var taken = new List<string?>();
        for (var i = 0; i < 8; i++)
            taken.Add((await TakeAsync()).Key.Namespace);

        taken.ShouldBe(["heavy", "heavy", "heavy", "light", "heavy", "heavy", "heavy", "light"]);
    }

    [Fact]
    public async Task A_changed_weight_counts_from_the_next_turn()
    {
        for (var i = 0; i < 20; i++)
        {
            _queue.Add(new ObjectName("a", $"a{i}"), PassCauses.UserChange);
            _queue.Add(new ObjectName("b", $"b{i}"), PassCauses.UserChange);
        }

        await TakeAsync();
        await TakeAsync();
        _weights["b"] = 2;
        var taken = new List<string?>();
        for (var i = 0; i < 5; i++)
            taken.Add((await TakeAsync()).Key.Namespace);

        taken.ShouldBe(["a", "b", "a", "b", "b"]);
    }

    [Fact]
    public async Task Keys_of_a_full_queue_wait_beside_it_once_and_come_in_when_it_is_less_deep()
    {
        _queue.Limit = new AtMost(2);
        foreach (var name in (string[])["a", "b", "c", "d"])
            _queue.Add(new ObjectName("ns", name), PassCauses.Resync);
        _queue.Add(new ObjectName("ns", "c"), PassCauses.ChildChange);

        (_queue.Depth, _queue.Deferred).ShouldBe((2, 2));
        (await TakeAsync()).Key.Name.ShouldBe("a");
        (_queue.Depth, _queue.Deferred).ShouldBe((2, 1));
        var item = await TakeAsync();
        (item.Key.Name, item.Causes).ShouldBe(("c", PassCauses.Resync | PassCauses.ChildChange));
    }

    [Theory]
    [InlineData(PassCauses.Deletion)]
    [InlineData(PassCauses.UserChange)]
    public async Task What_users_do_is_never_deferred(PassCauses cause)
    {
        _queue.Limit = new AtMost(1);
        foreach (var name in (string[])["a", "b"])
            _queue.Add(new ObjectName("ns", name), PassCauses.Resync);
        _queue.Deferred.ShouldBe(1);

        _queue.Add(new ObjectName("ns", "b"), cause);
        _queue.Add(new ObjectName("ns", "c"), cause);

        (_queue.Depth, _queue.Deferred).ShouldBe((3, 0));
        var item = await TakeAsync();
        (item.Key.Name, item.Causes).ShouldBe(("b", PassCauses.Resync | cause));
    }

    private async Task<List<string?>> TakeUntilAsync(string ns)
    {
        var before = new List<string?>();
        while ((await TakeAsync()).Key.Namespace is var taken && taken != ns)
            before.Add(taken);
        return before;
    }

    private async Task<WorkItem> TakeAsync()
    {
        var item = await _queue.TakeAsync(TestContext.Current.CancellationToken);
        _queue.Done(item.Key);
        return item;
    }

    private sealed record AtMost(int Ceiling) : IDepthLimit
    {
        public bool Defers(ObjectName key, int depth) => depth >= Ceiling;
    }
}
