using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Clusters;
using Orkestra.TestKit.LongTests;
using Orkestra.TestKit.Time;
using Orkestra.TestKit.Waiting;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>What happens when the observer, the API server or the connection between them dies.</summary>
public abstract class ResilienceTests : WorldTests
{
    private const string Spec = """{"image":"nginx:1.27","replicas":0,"level":"info"}""";
    private ITestCluster _cluster = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _cluster = await ClusterAsync();
        await World.DefineAsync("App");
    }

    [Fact]
    public async Task After_a_restart_what_was_changed_meanwhile_is_repaired_and_untouched_children_get_no_write()
    {
        await World.StartAsync(Katalogs.App);
        var names = await CreateAsync(6);
        await World.UntilSettledAsync("app", names);
        await World.StopAsync();
        await World.PatchAsync("ConfigMap", "app0-config", """{"data":{"LEVEL":"trace"}}""");
        await World.PatchAsync("Deployment", "app1", """{"spec":{"replicas":4}}""", subresource: "scale");
        await World.DeleteAsync("Service", "app2-svc");
        await World.UntilAsync("the Service is gone", "Service", "app2-svc", found => found is null);

        await World.StartAsync(Katalogs.App);
        await World.UntilSettledAsync("app", names);

        (await World.RequestsAsync()).Where(request => request.IsIn(World.Namespace)).Select(request => $"{request.Verb} {request.Resource} {request.Name}")
            .ShouldBe(["patch configmaps app0-config", "patch deployments app1", "patch services app2-svc"], ignoreOrder: true);
        ((string?)(await World.FindAsync("ConfigMap", "app0-config"))!["data"]!["LEVEL"]).ShouldBe("info");
        ((int?)(await World.FindAsync("Deployment", "app1"))!["spec"]!["replicas"]).ShouldBe(0);
        (await World.FindAsync("Service", "app2-svc")).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(101)]
    public async Task An_observer_that_dies_right_after_a_write_leaves_nothing_that_its_successor_does_not_finish(int diesAfter)
    {
        var writes = 0;
        var begin = _cluster.MarkRequests();
        await World.StartAsync(Katalogs.App);
        World.Faults.After = (request, _) =>
            request.Method != HttpMethod.Get && Interlocked.Increment(ref writes) >= diesAfter ? throw new IOException("the process died before it heard the answer") : Task.CompletedTask;
        World.Faults.Before = _ =>
        {
            if (Volatile.Read(ref writes) >= diesAfter)
                throw new IOException("a dead process sends nothing");
        };
        var names = await CreateAsync(40);
        await Eventually.Async("the observer died", _ => Task.FromResult(Volatile.Read(ref writes) >= diesAfter), cancellationToken: World.Token);
        await World.StopAsync();

        await World.StartAsync(Katalogs.App);
        await World.UntilSettledAsync("app", names);

        ServerRequest.MadeTwice(await _cluster.RequestsAsync(TestUsers.Orkestra, begin, World.Token), World.Namespace).ShouldBeEmpty();
        foreach (var kind in new[] { "Deployment", "ConfigMap", "Service" })
            (await World.ListAsync(kind)).Count(child => child.ControllerReference is not null).ShouldBe(40, "none is missing, none is left over");
    }

    [Fact]
    public async Task When_the_API_server_is_killed_and_comes_back_all_resources_converge()
    {
        await World.StartAsync(Katalogs.App);
        var names = await CreateAsync(30);

        await _cluster.RestartAsync(World.Token);
        var more = await CreateAsync(30, from: 30);

        await World.UntilSettledAsync("app", [.. names, .. more]);
        foreach (var kind in new[] { "Deployment", "ConfigMap", "Service" })
            (await World.ListAsync(kind)).Count(child => child.ControllerReference is not null).ShouldBe(60);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_every_watch_is_cut_nothing_that_happens_meanwhile_is_missed(bool gone)
    {
        await World.StartAsync(Katalogs.App);
        var names = await CreateAsync(5);
        await World.UntilSettledAsync("app", names);

        World.Faults.CutWatches(gone);
        await World.PatchAsync("App", "app0", """{"spec":{"level":"debug"}}""");
        await World.PatchAsync("ConfigMap", "app1-config", """{"data":{"LEVEL":"trace"}}""");
        await World.DeleteAsync("ConfigMap", "app2-config");
        await World.DeleteAsync("App", "app3");

        await World.UntilAsync("the change of app0 arrived", "ConfigMap", "app0-config", map => (string?)map!["data"]!["LEVEL"] == "debug");
        await World.UntilAsync("the edit of app1's child is undone", "ConfigMap", "app1-config", map => (string?)map!["data"]!["LEVEL"] == "info");
        await World.UntilAsync("the child of app2 is back", "ConfigMap", "app2-config", map => map is not null);
        await Eventually.Async("app3 is forgotten", async ct => await World.Fleet.FindBoxAsync("app", ct), box => box!.ResourceCount == 4, cancellationToken: World.Token);
    }

    [Fact]
    public async Task A_steady_state_makes_no_request_over_sixty_resyncs()
    {
        var clock = new FakeClock(DateTimeOffset.UtcNow);
        await World.StartAsync(Katalogs.App.Replace("resync: 30s", "resync: 1s", StringComparison.Ordinal), clock);
        var names = await CreateAsync(500);
        await World.UntilSettledAsync("app", names);
        var begun = (await World.Fleet.FindBoxAsync("app", World.Token))!;
        World.Mark();

        for (var i = 1; i <= 60; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Eventually.Async($"resync {i}", async ct => await World.Fleet.FindBoxAsync("app", ct), box => box!.Resyncs >= begun.Resyncs + i, cancellationToken: World.Token);
        }

        var box = (await World.Fleet.FindBoxAsync("app", World.Token))!;
        box.ResourceCount.ShouldBe(500);
        box.TotalReconciles.ShouldBe(begun.TotalReconciles, "hashes are compared without waking a grain");
        (await World.RequestsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_steady_state_makes_no_request_in_ten_minutes()
    {
        var time = LongRun.OrSkip().Time(TimeSpan.FromMinutes(10));
        await World.StartAsync(Katalogs.App.Replace("resync: 30s", "resync: 1s", StringComparison.Ordinal));
        var names = await CreateAsync(500);
        await World.UntilSettledAsync("app", names);
        World.Mark();
        var begun = (await World.Fleet.FindBoxAsync("app", World.Token))!.Resyncs;

        await Task.Delay(time, World.Token);

        (await World.Fleet.FindBoxAsync("app", World.Token))!.Resyncs.ShouldBeGreaterThan(begun + ((long)time.TotalSeconds / 2));
        (await World.RequestsAsync()).ShouldBeEmpty();
    }

    private async Task<string[]> CreateAsync(int count, int from = 0)
    {
        var names = Enumerable.Range(from, count).Select(i => $"app{i}").ToArray();
        await Parallel.ForEachAsync(names, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = World.Token }, async (name, _) => await World.CreateAsync("App", name, Spec));
        return names;
    }
}
