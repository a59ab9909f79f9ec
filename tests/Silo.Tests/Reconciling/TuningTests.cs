using Orkestra.Grains.Budgets;
using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Waiting;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>When passes are made, as the entry says it, on whatever serves the Kubernetes API.</summary>
public abstract class TuningTests : AppTests
{
    private const string Requeue = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: tuned }
        spec:
          crds:
            app:
              apiTypes: { group: GROUP, version: v1, kind: App, plural: apps }
              operatorBox:
                reconcile:
                  requeue: { after: "{{ .spec.every }}", when: [ { field: spec.again, equals: "true" } ] }
                  onReconcile:
                    configMaps: [ { name: "{{ .metadata.name }}-config", data: { level: "{{ .spec.level }}" } } ]
        """;

    private const string Tight = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: tight }
        spec:
          crds:
            app:
              apiTypes: { group: GROUP, version: v1, kind: App, plural: apps }
              operatorBox:
                reconcile:
                  workers: 1
                  queue:
                    maxDepth: 2
                    behaviour: { onLimit: { drop: true, when: [ { field: spec.level, equals: low } ] } }
                    retryBackoff: { initial: 100ms, max: 200ms, maxAttempts: 2 }
                  onReconcile:
                    configMaps: [ { name: "{{ .metadata.name }}-config", data: { level: "{{ .spec.level }}" } } ]
        """;

    [Fact]
    public async Task A_pass_that_succeeded_comes_back_after_the_time_that_the_entry_says()
    {
        await World.DefineAsync("App");
        await World.StartAsync(Requeue);
        await World.CreateAsync("App", "web", """{"level":"a","every":"1s","again":true}""");
        await UntilSeenAsync("web", seen => seen.Reason == "ReconcileSucceeded");
        World.Mark();
        var before = (await UntilSeenAsync("web", _ => true)).Passes;

        await UntilSeenAsync("web", seen => seen.Passes >= before + 3);

        (await World.RequestsAsync()).Select(request => request.ToString()).ShouldBeEmpty("nothing changed");
        await World.PatchAsync("App", "web", """{"spec":{"again":false}}""");
        await World.UntilSettledAsync("app", "web");
        await World.PatchAsync("App", "web", """{"spec":{"again":true,"every":"soon"}}""");
        (await UntilSeenAsync("web", seen => seen.Reason == "RenderError")).Message!.ShouldContain("requeue needs a duration, and this is soon");
    }

    [Fact]
    public async Task Custom_resources_that_wait_beside_a_full_queue_are_all_reconciled()
    {
        await World.DefineAsync("App");
        var names = Enumerable.Range(0, 30).Select(i => $"a{i}").ToArray();
        foreach (var name in names)
            await World.CreateAsync("App", name, $$"""{"level":"{{(name.EndsWith('3') ? "high" : "low")}}"}""");

        await World.StartAsync(Tight);

        await World.UntilSettledAsync("app", names);
        (await World.Fleet.FindBoxAsync("app", World.Token))!.Deferred.ShouldBe(0);
    }

    [Fact]
    public async Task A_custom_resource_is_parked_after_the_tries_of_its_entry_and_never_given_up()
    {
        await World.DefineAsync("App");
        await World.StartAsync(Tight);
        World.Faults.Before = request =>
        {
            if (request.Method == HttpMethod.Patch && request.RequestUri!.AbsolutePath.Contains("/configmaps/", StringComparison.Ordinal))
                throw new InvalidOperationException("no config maps today");
        };
        await World.CreateAsync("App", "web", """{"level":"low"}""");
        var seen = await UntilSeenAsync("web", view => view.Parked);
        seen.Errors.ShouldBe(2);
        (await World.Fleet.FindBoxAsync("app", World.Token))!.Delayed.ShouldBe(1, "it comes back by itself");

        World.Faults.Before = null;
        await World.PatchAsync("App", "web", """{"metadata":{"annotations":{"orkestra.orkspace.io/resync-now":"1"}}}""");
        await World.UntilSettledAsync("app", "web");
    }

    [Fact]
    public async Task Passes_keep_to_the_budget_of_requests()
    {
        await World.DefineAsync("App");
        for (var i = 0; i < 10; i++)
            await World.CreateAsync("App", $"a{i}", """{"level":"low"}""");
        var begin = DateTimeOffset.UtcNow;

        await World.StartAsync(Requeue, limit: new ApiLimit(10, 1));

        await World.UntilSettledAsync("app", [.. Enumerable.Range(0, 10).Select(i => $"a{i}")]);
        (DateTimeOffset.UtcNow - begin).ShouldBeGreaterThan(TimeSpan.FromSeconds(1.9), "20 writes, 10 in a second");
    }
}
