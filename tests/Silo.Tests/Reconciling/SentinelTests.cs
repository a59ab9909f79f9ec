using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Waiting;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>Gates that ask what changed, on whatever serves the Kubernetes API.</summary>
public abstract class SentinelTests : AppTests
{
    private const string AtQueue = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: sentinels }
        spec:
          crds:
            app:
              apiTypes: { group: GROUP, version: v1, kind: App, plural: apps }
              operatorBox:
                preReconcile: GATE
                reconcile:
                  resync: 1h
                  onReconcile: { configMaps: [ { name: "{{ .metadata.name }}-config", data: { level: "{{ .spec.level }}", mark: "{{ .metadata.labels.mark }}" } } ] }
        """;

    [Fact]
    public async Task A_change_that_the_gate_at_the_queue_does_not_let_in_makes_no_pass()
    {
        await StartAsync("{ sentinels: [generationChanged, deletionStarted] }");
        var passes = await PassesAsync();

        await World.PatchAsync("App", "web", """{"metadata":{"labels":{"mark":"one"}}}""");
        await World.CreateAsync("App", "other", """{"level":"x"}""");
        await World.UntilSettledAsync("app", "other");
        (await PassesAsync()).ShouldBe(passes);

        await World.PatchAsync("App", "web", """{"spec":{"level":"b"}}""");
        await World.UntilAsync("the pass sees both changes", "ConfigMap", "web-config", map => (string?)map!["data"]!["level"] is "b" && (string?)map["data"]!["mark"] is "one");
        await World.PatchAsync("ConfigMap", "web-config", """{"data":{"level":"drift"}}""");
        await World.UntilAsync("a changed child is no change of the custom resource", "ConfigMap", "web-config", map => (string?)map!["data"]!["level"] is "b");
        await World.DeleteAsync("App", "web");
        await World.UntilAsync("it goes", "App", "web", found => found is null);
    }

    [Fact]
    public async Task A_gate_at_the_queue_lets_the_end_of_a_pause_and_a_wish_for_a_resync_in()
    {
        await StartAsync("{ sentinels: [generationChanged] }");
        await AnnotateAsync("pause", "\"true\"");
        await UntilSeenAsync("web", view => view.Paused is not null);
        await World.DeleteAsync("ConfigMap", "web-config");
        await Eventually.Async("the deletion was seen", async ct => (await World.Fleet.FindResourceAsync("app", World.Namespace, "web", ct))!.View.Children.Count == 0, cancellationToken: World.Token);

        await AnnotateAsync("pause", "null");
        await World.UntilAsync("what happened meanwhile is made good", "ConfigMap", "web-config", map => map is not null);

        await World.UntilSettledAsync("app", "web");
        var passes = await PassesAsync();
        await AnnotateAsync("resync-now", "\"1\"");
        await UntilSeenAsync("web", view => view.Passes == passes + 1);
    }

    [Fact]
    public async Task What_a_closed_gate_held_back_still_counts_as_changed_when_it_opens()
    {
        await StartAsync("{ reconcileGate: { sentinels: [generationChanged], when: [ { field: metadata.labels.hold, notEquals: \"yes\" } ] } }");

        await World.PatchAsync("App", "web", """{"metadata":{"labels":{"hold":"yes"}},"spec":{"level":"b"}}""");
        await UntilSeenAsync("web", view => view.Gated);
        ((string?)(await World.FindAsync("ConfigMap", "web-config"))!["data"]!["level"]).ShouldBe("a");
        await World.PatchAsync("App", "web", """{"metadata":{"labels":{"hold":null}}}""");
        await World.UntilAsync("what was held back is made good", "ConfigMap", "web-config", map => (string?)map!["data"]!["level"] is "b");
        await World.UntilSettledAsync("app", "web");

        await World.PatchAsync("App", "web", """{"metadata":{"labels":{"mark":"late"}}}""");
        await UntilSeenAsync("web", view => view.Gated);
    }

    [Fact]
    public async Task Conditions_read_sentinels_by_name()
    {
        await StartAsync("{ reconcileGate: { when: [ { field: labelsChanged, equals: \"true\" } ] } }");

        await World.PatchAsync("App", "web", """{"spec":{"level":"b"}}""");
        await UntilSeenAsync("web", view => view.Gated);
        await World.PatchAsync("App", "web", """{"metadata":{"labels":{"mark":"one"}}}""");
        await World.UntilAsync("a label changed", "ConfigMap", "web-config", map => (string?)map!["data"]!["level"] is "b" && (string?)map["data"]!["mark"] is "one");
    }

    [Theory]
    [InlineData("closed", true)]
    [InlineData("open", false)]
    public async Task A_gate_that_cannot_be_asked_is_as_failPolicy_says_and_the_condition_tells(string policy, bool isClosed)
    {
        await World.DefineAsync("App");
        await World.StartAsync(AtQueue.Replace("GATE", $"{{ reconcileGate: {{ failPolicy: {policy}, external: [ {{ name: up, url: \"http://x.test/{{{{ index .spec.list 5 }}}}\" }} ] }} }}", StringComparison.Ordinal), external: new Caller());
        await World.CreateAsync("App", "web", """{"level":"a","list":[1]}""");

        if (isClosed)
        {
            await World.UntilAsync("the condition says why", "App", "web", found => found!.ConditionReason("Reconciled") is "GateFailed");
            (await World.FindAsync("ConfigMap", "web-config")).ShouldBeNull();
        }
        else
        {
            await World.UntilAsync("it is made", "ConfigMap", "web-config", map => map is not null);
        }
    }

    private async Task AnnotateAsync(string name, string value) => await World.PatchAsync("App", "web", $$$$"""{"metadata":{"annotations":{"orkestra.orkspace.io/{{{{name}}}}":{{{{value}}}}}}}""");

    private async Task StartAsync(string gate)
    {
        await World.DefineAsync("App");
        await World.StartAsync(AtQueue.Replace("GATE", gate, StringComparison.Ordinal));
        await World.CreateAsync("App", "web", """{"level":"a"}""");
        await World.UntilSettledAsync("app", "web");
        await World.UntilAsync("it was made", "ConfigMap", "web-config", map => map is not null);
    }

    private async Task<int> PassesAsync() => (await World.Fleet.ListResourcesAsync("app", World.Token)).Single(view => view.Name == "web").Passes;
}
