using FsCheck;
using FsCheck.Fluent;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Grains.Queueing;
using Orkestra.Kubernetes.Objects;
using Orkestra.TestKit.Time;
using Shouldly;
using Xunit;

namespace Orkestra.Grains.Tests.Queueing;

public sealed class WorkQueueTests
{
    private readonly FakeClock _clock = new();
    private readonly WorkQueue _queue;

    public WorkQueueTests() => _queue = new WorkQueue(_clock);

    [Fact]
    public async Task Causes_of_a_waiting_key_are_united_and_it_is_taken_once()
    {
        _queue.Add(Key("a"), PassCauses.Resync);
        _queue.Add(Key("a"), PassCauses.ChildChange);

        var item = await TakeAsync();

        item.Causes.ShouldBe(PassCauses.Resync | PassCauses.ChildChange);
        item.Lane.ShouldBe(Lane.ChildDrift);
        _queue.Depth.ShouldBe(0);
    }

    [Fact]
    public async Task A_key_that_becomes_urgent_leaves_its_lane()
    {
        _queue.Add(Key("a"), PassCauses.UserChange);
        _queue.Add(Key("b"), PassCauses.Resync);
        _queue.Add(Key("b"), PassCauses.Deletion);

        (await TakeAsync()).Key.ShouldBe(Key("b"));
        (await TakeAsync()).Key.ShouldBe(Key("a"));
        _queue.Depth.ShouldBe(0);
    }

    [Fact]
    public async Task A_key_that_is_added_while_its_pass_runs_comes_back_when_the_pass_is_done()
    {
        _queue.Add(Key("a"), PassCauses.UserChange);
        await TakeAsync();
        _queue.Add(Key("a"), PassCauses.ChildChange);
        _queue.Depth.ShouldBe(0, "at most one pass of a key runs at a time");

        _queue.Done(Key("a"));

        (await TakeAsync()).Causes.ShouldBe(PassCauses.ChildChange);
    }

    [Fact]
    public async Task A_namespace_with_many_keys_does_not_hold_another_one_up()
    {
        for (var i = 0; i < 100; i++)
            _queue.Add(new ObjectName("noisy", $"n{i}"), PassCauses.UserChange);
        _queue.Add(new ObjectName("quiet", "q"), PassCauses.UserChange);

        List<string?> first = [(await TakeAsync()).Key.Namespace, (await TakeAsync()).Key.Namespace];

        first.ShouldContain("quiet");
    }

    [Fact]
    public async Task Lanes_have_turns_by_weight_so_that_none_starves()
    {
        for (var i = 0; i < 200; i++)
        {
            _queue.Add(Key($"user{i}"), PassCauses.UserChange);
            _queue.Add(Key($"sync{i}"), PassCauses.Resync);
        }

        var lanes = new List<Lane>();
        for (var i = 0; i < 85; i++)
            lanes.Add((await TakeAsync()).Lane);

        lanes.Count(lane => lane == Lane.Resync).ShouldBe(5, "1 of 17 turns, and five rounds in 85");
    }

    [Fact]
    public async Task The_wait_of_a_key_counts_from_the_first_thing_that_happened_to_it()
    {
        _queue.Add(Key("a"), PassCauses.Resync);
        _clock.Advance(TimeSpan.FromSeconds(2));
        _queue.Add(Key("a"), PassCauses.UserChange);
        _clock.Advance(TimeSpan.FromSeconds(1));

        (await TakeAsync()).Waited.ShouldBe(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void No_key_is_ever_lost_and_none_runs_twice_at_once()
    {
        var commands = Gen.Choose(0, 99).ListOf(200).ToArbitrary();
        Prop.ForAll(commands, steps => NothingIsLost([.. steps], limit: null)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void No_key_is_ever_lost_where_keys_are_deferred_and_the_limit_changes()
    {
        var commands = Gen.Choose(0, 99).ListOf(200).ToArbitrary();
        Prop.ForAll(commands, steps => NothingIsLost([.. steps], limit: 2)).QuickCheckThrowOnFailure();
    }

    private static bool NothingIsLost(int[] steps, int? limit)
    {
        var queue = new WorkQueue(new FakeClock(), weightOf: ns => ns.Length) { Limit = limit is { } depth ? new Ceilings(depth) : null };
        var running = new HashSet<ObjectName>();
        var owed = new Dictionary<ObjectName, PassCauses>();
        foreach (var step in steps)
        {
            var key = new ObjectName(step % 2 == 0 ? "a" : "bb", $"k{step % 7}");
            if (step < 50)
            {
                var cause = (PassCauses)(1 << (step % 6));
                queue.Add(key, cause);
                owed[key] = owed.GetValueOrDefault(key) | cause;
            }
            else if (step < 80 && queue.Depth > 0)
            {
                if (!Take(queue, running, owed))
                    return false;
            }
            else if (step > 96 && limit is not null)
            {
                queue.Limit = step == 97 ? null : new Ceilings(step - 97);
            }
            else if (running.Remove(key))
            {
                queue.Done(key);
            }

            // What waits beside a queue in which nothing waits would wait for ever.
            if (queue is { Depth: 0, Deferred: > 0 })
                return false;
        }

        foreach (var key in running.ToList())
            queue.Done(key);
        running.Clear();
        while (queue.Depth > 0)
        {
            if (!Take(queue, running, owed))
                return false;
        }

        return queue.Deferred == 0 && owed.Values.All(causes => causes == PassCauses.None);
    }

    private static bool Take(WorkQueue queue, HashSet<ObjectName> running, Dictionary<ObjectName, PassCauses> owed)
    {
        var taking = queue.TakeAsync(CancellationToken.None);
        if (!taking.IsCompletedSuccessfully)
            return false;
#pragma warning disable VSTHRD002, VSTHRD103 // completed, as the line before says
        var item = taking.GetAwaiter().GetResult();
#pragma warning restore VSTHRD002, VSTHRD103
        var right = running.Add(item.Key) && item.Causes == owed[item.Key];
        owed[item.Key] = PassCauses.None;
        return right;
    }

    private sealed record Ceilings(int Ceiling) : IDepthLimit
    {
        public bool Defers(ObjectName key, int depth) => depth >= Ceiling;
    }

    private static ObjectName Key(string name) => new("default", name);

    private async Task<WorkItem> TakeAsync() => await _queue.TakeAsync(TestContext.Current.CancellationToken);
}
