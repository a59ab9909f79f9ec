using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Time;
using Orkestra.TestKit.Waiting;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>Workloads whose number of pods changes by conditions, on whatever serves the Kubernetes API.</summary>
public abstract class ScalingTests : WorldTests
{
    private const string Katalog = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: webs }
        spec:
          crds:
            web:
              apiTypes: { group: GROUP, version: v1, kind: Web, plural: webs }
              operatorBox:
                reconcile:
                  resync: 30d
                  onReconcile:
                    deployments:
                      - name: "{{ .metadata.name }}"
                        image: nginx:1.27
                        replicas: 2
                        autoscale:
                          min: 1
                          max: 5
                          cooldown: 2m
                          scaleUp: { increment: 2, conditions: { when: [ { field: spec.load, equals: high } ] } }
                          scaleDown: { decrement: 1, conditions: { when: [ { field: spec.load, equals: low } ] } }
        """;

    private readonly FakeClock _clock = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task It_grows_by_steps_at_the_end_of_each_cooldown_up_to_its_maximum()
    {
        await WebAsync();
        (await ReplicasAsync()).ShouldBe(2);

        await World.PatchAsync("Web", "one", """{"spec":{"load":"high"}}""");
        await UntilAsync(4);
        await DelayedAsync();
        _clock.Advance(TimeSpan.FromSeconds(119));
        (await ReplicasAsync()).ShouldBe(4);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(5);
        await DelayedAsync();
        _clock.Advance(TimeSpan.FromMinutes(2));
        await World.UntilSettledAsync("web", "one");
        (await ReplicasAsync()).ShouldBe(5);
    }

    [Fact]
    public async Task What_somebody_else_sets_is_no_drift_and_counts_from_then_on()
    {
        await WebAsync();

        await World.PatchAsync("Deployment", "one", """{"spec":{"replicas":4}}""");
        await World.UntilSettledAsync("web", "one");
        (await ReplicasAsync()).ShouldBe(4);

        await World.PatchAsync("Web", "one", """{"spec":{"load":"low"}}""");
        await UntilAsync(3);
    }

    [Fact]
    public async Task A_cooldown_outlives_a_restart()
    {
        await WebAsync();
        await World.PatchAsync("Web", "one", """{"spec":{"load":"high"}}""");
        await UntilAsync(4);
        await DelayedAsync();
        await World.StopAsync();

        _clock.Advance(TimeSpan.FromMinutes(1));
        await World.StartAsync(Katalog, _clock);
        await DelayedAsync();
        (await World.WritesAsync()).Count(request => request.IsIn(World.Namespace)).ShouldBe(0);
        (await ReplicasAsync()).ShouldBe(4);

        _clock.Advance(TimeSpan.FromMinutes(1));
        await UntilAsync(5);
    }

    [Fact]
    public async Task A_condition_on_the_children_is_one_step_and_no_burst()
    {
        await World.DefineAsync("Web");
        await World.StartAsync(Katalog.Replace("cooldown: 2m", "", StringComparison.Ordinal)
            .Replace("increment: 2, conditions: { when: [ { field: spec.load, equals: high } ] }", "increment: 1, conditions: { when: [ { field: children.deployment.status.readyReplicas, operator: notExists } ] }", StringComparison.Ordinal), _clock);
        await World.CreateAsync("Web", "one", """{"load":"normal"}""");
        await World.UntilSettledAsync("web", "one");

        (await ReplicasAsync())!.Value.ShouldBeLessThan(5);
    }

    private async Task WebAsync()
    {
        await World.DefineAsync("Web");
        await World.StartAsync(Katalog, _clock);
        await World.CreateAsync("Web", "one", """{"load":"normal"}""");
        await World.UntilSettledAsync("web", "one");
    }

    private async Task<int?> ReplicasAsync() => (int?)(await World.FindAsync("Deployment", "one"))!["spec"]!["replicas"];

    private async Task UntilAsync(int replicas) => await World.UntilAsync($"there are {replicas}", "Deployment", "one", found => (int?)found!["spec"]!["replicas"] == replicas);

    private async Task DelayedAsync() => await Eventually.Async(
        "the key waits for its time", async ct => await World.Fleet.FindBoxAsync("web", ct), box => box is { QueueDepth: 0, Processing: 0, Delayed: 1 }, TimeSpan.FromSeconds(60), World.Token);
}
