using Orkestra.Kubernetes.Objects;
using Orkestra.Silo.Tests.Rig;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>What calls for a pass, on whatever serves the Kubernetes API.</summary>
public abstract class PassTests : AppTests
{
    [Fact]
    public async Task Resync_now_compares_every_child_at_once_and_writes_nothing_where_all_is_as_it_should_be()
    {
        await AppAsync("web");
        var passes = (await World.Fleet.ListResourcesAsync("app", World.Token))[0].Passes;
        World.Mark();

        await World.PatchAsync("App", "web", """{"metadata":{"annotations":{"orkestra.orkspace.io/resync-now":"1"}}}""");

        await TestKit.Waiting.Eventually.Async("a pass ran", async ct => (await World.Fleet.ListResourcesAsync("app", ct))[0].Passes, count => count > passes, cancellationToken: World.Token);
        await World.UntilSettledAsync("app", "web");
        (await World.RequestsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Resync_now_repairs_at_once_what_waits_for_its_next_try()
    {
        var clock = new TestKit.Time.FakeClock(DateTimeOffset.UtcNow);
        await World.DefineAsync("App");
        await World.StartAsync(Katalogs.App, clock);
        await World.CreateAsync("App", "web", Spec);
        await World.UntilSettledAsync("app", "web");
        World.Faults.Before = request =>
        {
            if (request.Method == HttpMethod.Patch && request.RequestUri!.AbsolutePath.EndsWith("/web-config", StringComparison.Ordinal))
                throw new IOException("not now");
        };
        await World.PatchAsync("ConfigMap", "web-config", """{"data":{"LEVEL":"trace"}}""");
        await TestKit.Waiting.Eventually.Async("the repair waits, and the clock stands still", async ct => (await World.Fleet.FindBoxAsync("app", ct))!.Delayed, delayed => delayed == 1, cancellationToken: World.Token);
        World.Faults.Before = null;

        await World.PatchAsync("App", "web", """{"metadata":{"annotations":{"orkestra.orkspace.io/resync-now":"2"}}}""");

        await World.UntilAsync("the ConfigMap says info again", "ConfigMap", "web-config", map => (string?)map!["data"]!["LEVEL"] == "info");
    }

    [Fact]
    public async Task A_state_machine_steps_through_its_phases_without_waiting_for_a_resync()
    {
        await World.DefineAsync("Machine");
        await World.StartAsync(Katalogs.Machine);
        await World.CreateAsync("Machine", "m", "{}");

        await World.UntilAsync("the third phase", "Machine", "m", found => (string?)found!["status"]?["phase"] == "Third", TimeSpan.FromSeconds(10));
        (await World.FindAsync("ConfigMap", "m-second")).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_child_that_reads_another_one_follows_it_without_an_event()
    {
        await World.DefineAsync("Chain");
        await World.StartAsync(Katalogs.Chain);
        await World.CreateAsync("Chain", "c", """{"text":"hi"}""");
        await World.UntilSettledAsync("chain", "c");

        var first = (await World.FindAsync("ConfigMap", "c-a"))!;
        await World.UntilAsync("the second knows the first", "ConfigMap", "c-b", map => (string?)map!["data"]?["uid"] == first.Uid, TimeSpan.FromSeconds(10));
        await World.UntilSettledAsync("chain", "c");
        (await World.WritesAsync()).Count(request => request.Resource == "configmaps").ShouldBe(3);
    }

    [Fact]
    public async Task A_resource_that_passes_by_time_found_settled_still_follows_every_change()
    {
        await World.DefineAsync("Clock");
        await World.StartAsync(Katalogs.Clock);
        await World.CreateAsync("Clock", "c", """{"text":"hi"}""");
        var passes = await PassesAsync(3);
        World.Mark();
        await PassesAsync(passes + 3);
        (await World.RequestsAsync()).ShouldBeEmpty();

        await World.PatchAsync("ConfigMap", "c-map", """{"data":{"text":"edited"}}""");
        await World.UntilAsync("the edit is undone", "ConfigMap", "c-map", map => (string?)map!["data"]!["text"] == "hi");
        await World.DeleteAsync("ConfigMap", "c-map");
        await World.UntilAsync("the child is back", "ConfigMap", "c-map", map => map is not null);
        await World.PatchAsync("Clock", "c", """{"spec":{"text":"new"}}""");
        await World.UntilAsync("the child follows", "ConfigMap", "c-map", map => (string?)map!["data"]!["text"] == "new");
        await World.UntilAsync("the status follows", "Clock", "c", clock => (string?)clock!["status"]!["text"] == "new");

        async Task<int> PassesAsync(int wanted) => (await TestKit.Waiting.Eventually.Async(
            $"{wanted} passes", async ct => (await World.Fleet.ListResourcesAsync("clock", ct)).Sum(view => view.Passes), count => count >= wanted, cancellationToken: World.Token));
    }
}
