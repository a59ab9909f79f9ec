using System.Text.Json.Nodes;
using Orkestra.Grains.Boxes;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Grains.Queueing;
using Orkestra.Grains.Storage;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Watch;
using Orkestra.TestKit.Time;
using Shouldly;
using Xunit;

namespace Orkestra.Grains.Tests.Boxes;

public sealed class PruneGuardTests
{
    private static readonly ApiResource ConfigMaps = new("", "v1", "configmaps", "configmap", "ConfigMap", Namespaced: true, [], [], HasStatus: false, HasScale: false);
    private static readonly PassOutcome Done = new(PassResult.Done, "ReconcileSucceeded", "", 0, AllReady: true);
    private static readonly PassOutcome Failed = new(PassResult.Failed, "RenderError", "", 0, AllReady: false);
    private static readonly PassOutcome Unreachable = new(PassResult.Unreachable, "ApiServerUnreachable", "", 0, AllReady: false);
    private const string Revision = "0123456789abcdef";
    private readonly List<string> _again = [];
    private readonly WorkQueue _queue = new(new FakeClock());

    [Fact]
    public void Nothing_is_deleted_before_every_listed_resource_was_looked_at()
    {
        var (a, b) = (Resource("a"), Resource("b"));
        var guard = Guard(limit: 1);
        guard.Listed([a, b]);

        guard.Allow(a, [Old("a1")]).ShouldBeEmpty();
        Ended(guard, a, Done);
        guard.Held.ShouldBeNull("it is not known yet whether it is too much");
        guard.Allow(b, []).ShouldBeEmpty();
        Ended(guard, b, Done);

        _again.ShouldBe(["a"]);
        guard.Settled.IsCompleted.ShouldBeTrue();
        guard.Allow(a, [Old("a1")]).Count.ShouldBe(1);
    }

    [Fact]
    public void More_resources_than_the_limit_are_held_until_they_are_accepted()
    {
        var (a, b) = (Resource("a"), Resource("b"));
        var guard = Guard(limit: 1);
        guard.Listed([a, b]);
        guard.Allow(a, [Old("a1"), Old("a2")]).ShouldBeEmpty();
        guard.Allow(b, [Old("b1")]).ShouldBeEmpty();
        Ended(guard, a, Done);
        Ended(guard, b, Done);

        guard.Held.ShouldBe((2, 3));
        guard.Holding.IsCompleted.ShouldBeTrue();
        guard.Settled.IsCompleted.ShouldBeFalse();
        _again.ShouldBeEmpty();

        guard.Accept();

        guard.Held.ShouldBeNull();
        guard.Settled.IsCompleted.ShouldBeTrue();
        _again.ShouldBe(["a", "b"], ignoreOrder: true);
        guard.Allow(b, [Old("b1")]).Count.ShouldBe(1);
    }

    [Fact]
    public void A_limit_of_zero_holds_every_deletion()
    {
        var a = Resource("a");
        var guard = Guard(limit: 0);
        guard.Allow(a, [Old("a1")]).ShouldBeEmpty();
        a.Ended(Done, default, Revision);
        guard.Listed([a]);

        guard.Held.ShouldBe((1, 1));
    }

    [Fact]
    public void A_child_that_this_definition_wanted_once_is_deleted_at_once_and_held_ones_stay_held()
    {
        var a = Resource("a");
        var guard = Guard(limit: 0);
        guard.Listed([a]);
        guard.Allow(a, [Old("old"), Made("old too")]).ShouldBeEmpty();
        Ended(guard, a, Done);

        guard.Allow(a, [Old("old"), Made("old too"), Made("given up")]).Select(child => child.Uid).ShouldBe(["given up"]);
        guard.Held.ShouldBe((1, 2));
    }

    [Fact]
    public void A_resource_that_failed_so_far_counts_when_it_succeeds()
    {
        var (a, b) = (Resource("a"), Resource("b"));
        var guard = Guard(limit: 1);
        guard.Listed([a, b]);
        guard.Allow(a, [Old("a1")]);
        Ended(guard, a, Done);
        Ended(guard, b, Failed);
        _again.ShouldBe(["a"], "a failing resource does not keep the others waiting");
        guard.Allow(a, [Old("a1")]).Count.ShouldBe(1);
        guard.Settled.IsCompleted.ShouldBeFalse("b has not told yet");

        guard.Allow(b, [Old("b1")]).ShouldBeEmpty();

        guard.Held.ShouldBe((1, 1));
    }

    [Fact]
    public void A_pass_that_could_not_reach_the_server_is_no_look()
    {
        var a = Resource("a");
        var guard = Guard(limit: 1);
        a.Ended(Unreachable, default, Revision);
        guard.Listed([a]);
        guard.PassEnded(a, Unreachable);

        guard.Settled.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public void A_resource_that_is_being_deleted_is_not_waited_for()
    {
        var (a, b) = (Resource("a"), Resource("b", deleting: true));
        var guard = Guard(limit: 1);
        guard.Listed([a, b]);
        guard.Allow(a, [Old("a1")]);

        Ended(guard, a, Done);

        guard.Settled.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public void A_resource_that_goes_is_waited_for_no_more_and_does_not_count()
    {
        var (a, b, c) = (Resource("a"), Resource("b"), Resource("c"));
        var guard = Guard(limit: 1);
        guard.Listed([a, b, c]);
        guard.Allow(a, [Old("a1")]);
        guard.Allow(b, [Old("b1")]);
        Ended(guard, a, Done);
        Ended(guard, b, Done);

        guard.Gone(c.Name);
        guard.Held.ShouldBe((2, 2));
        guard.Gone(b.Name);

        _again.ShouldBe(["a"]);
        guard.Settled.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public void Without_resources_there_is_nothing_to_guard()
    {
        var guard = Guard(limit: 0);

        guard.Listed([]);

        guard.Settled.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public void A_pass_of_the_definition_before_tells_nothing_of_this_one()
    {
        var (a, b) = (Resource("a"), Resource("b"));
        a.Ended(Done, default, "of another one");
        b.Ended(Done, default, "of another one");
        var guard = Guard(limit: 1);
        guard.Listed([a, b]);

        guard.Allow(a, [Old("a1")]).ShouldBeEmpty("b is not known yet");
        Ended(guard, a, Done);
        guard.Held.ShouldBeNull();
        guard.Allow(b, [Old("b1")]).ShouldBeEmpty();
        Ended(guard, b, Done);

        guard.Held.ShouldBe((2, 2));
    }

    private static void Ended(PruneGuard guard, CustomResourceRecord record, PassOutcome outcome)
    {
        record.Ended(outcome, default, Revision);
        guard.PassEnded(record, outcome);
    }

    private static ChildRecord Made(string uid) => new() { Resource = ConfigMaps, Name = new ObjectName("ns", uid.Replace(' ', '-')), Uid = uid, ResourceVersion = "1", AppliedFingerprint = 1 };

    private static ChildRecord Old(string uid) => Made(uid) with { AppliedFingerprint = 0, Unverified = Object(uid) };

    private static WatchedObject Object(string name, bool deleting = false)
    {
        var metadata = new JsonObject { ["name"] = name, ["namespace"] = "ns", ["uid"] = name, ["resourceVersion"] = "1" };
        if (deleting)
            metadata["deletionTimestamp"] = "2030-01-01T00:00:00Z";
        return WatchedObject.From(new JsonObject { ["metadata"] = metadata }, null);
    }

    private CustomResourceRecord Resource(string name, bool deleting = false) => new(Object(name, deleting), new OwnerSlot(name), _queue);

    private PruneGuard Guard(int limit) => new(limit, Revision, key => _again.Add(key.Name));
}
