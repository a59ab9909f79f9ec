using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Waiting;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>What gates and dependencies hold back, on whatever serves the Kubernetes API.</summary>
public abstract class GateTests : AppTests
{
    private const string Gate = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: gated }
        spec:
          crds:
            app:
              apiTypes: { group: GROUP, version: v1, kind: App, plural: apps }
              operatorBox:
                preReconcile:
                  when: [ { field: "{{ .spec.enabled }}", equals: "true" } ]
                reconcile:
                  onReconcile:
                    configMaps: [ { name: "{{ .metadata.name }}-config", data: { a: b } } ]
        """;

    private const string ReconcileGate = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: gated }
        spec:
          crds:
            app:
              apiTypes: { group: GROUP, version: v1, kind: App, plural: apps }
              operatorBox:
                preReconcile:
                  reconcileGate: { failPolicy: closed, when: [ { field: spec.paused, notEquals: "true" } ] }
                reconcile:
                  resync: 1s
                  onReconcile:
                    configMaps: [ { name: "{{ .metadata.name }}-config", data: { level: "{{ .spec.level }}" } } ]
                emit:
                  status: { fields: [ { path: level, value: "{{ .spec.level }}" } ] }
        """;

    private const string Waiting = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: waiting }
        spec:
          crds:
            app:
              apiTypes: { group: GROUP, version: v1, kind: App, plural: apps }
              dependsOn: { note: started, archive: healthy }
              operatorBox:
                onReconcile: { configMaps: [ { name: "{{ .metadata.name }}-config", data: { a: b } } ] }
            note:
              apiTypes: { group: GROUP, version: v1, kind: Note, plural: notes }
              operatorBox:
                onReconcile: { configMaps: [ { name: "{{ .metadata.name }}-note", data: { a: b } } ] }
        """;

    [Fact]
    public async Task A_closed_gate_is_shown_until_it_opens()
    {
        await World.DefineAsync("App");
        await World.StartAsync(Gate);
        await World.CreateAsync("App", "web", """{"enabled":false}""");
        await World.CreateAsync("App", "api", """{"enabled":true}""");
        await World.UntilSettledAsync("app", "web", "api");

        (await World.Fleet.FindBoxAsync("app", World.Token))!.GatedCount.ShouldBe(1);
        (await World.Fleet.ListResourcesAsync("app", World.Token)).Where(view => view.Gated).Select(view => view.Name).ShouldBe(["web"]);
        (await World.FindAsync("ConfigMap", "web-config")).ShouldBeNull();
        (await World.FindAsync("ConfigMap", "api-config")).ShouldNotBeNull();

        await World.PatchAsync("App", "web", """{"spec":{"enabled":true}}""");
        await World.UntilAsync("the gate is open", "ConfigMap", "web-config", map => map is not null);
        await World.UntilSettledAsync("app", "web");
        (await World.Fleet.FindBoxAsync("app", World.Token))!.GatedCount.ShouldBe(0);

        await World.PatchAsync("App", "web", """{"spec":{"enabled":false}}""");
        await World.UntilAsync("the gate is closed again", "ConfigMap", "web-config", map => map is null);
        await World.UntilSettledAsync("app", "web");
        (await World.Fleet.FindBoxAsync("app", World.Token))!.GatedCount.ShouldBe(1);
    }

    [Fact]
    public async Task A_closed_reconcile_gate_writes_nothing_and_deletes_nothing()
    {
        await World.DefineAsync("App");
        await World.StartAsync(ReconcileGate);
        await World.CreateAsync("App", "web", """{"paused":"true","level":"a"}""");
        await UntilSeenAsync("web", view => view.Gated);
        (await World.WritesAsync()).Where(request => request.IsIn(World.Namespace)).ShouldBeEmpty();

        await World.PatchAsync("App", "web", """{"spec":{"paused":null}}""");
        await World.UntilSettledAsync("app", "web");
        World.Mark();

        await World.PatchAsync("App", "web", """{"spec":{"paused":"true","level":"b"}}""");
        await UntilSeenAsync("web", view => view.Gated);
        await World.PatchAsync("ConfigMap", "web-config", """{"data":{"level":"c"}}""");
        var seen = (await World.Fleet.FindBoxAsync("app", World.Token))!.Resyncs;
        await Eventually.Async("two resyncs", async ct => (await World.Fleet.FindBoxAsync("app", ct))!.Resyncs, resyncs => resyncs >= seen + 2, cancellationToken: World.Token);
        (await World.RequestsAsync()).Where(request => request.IsIn(World.Namespace)).Select(request => request.ToString()).ShouldBeEmpty();
        ((string?)(await World.FindAsync("App", "web"))!["status"]!["level"]).ShouldBe("a");

        await World.PatchAsync("App", "web", """{"spec":{"paused":"false"}}""");
        await World.UntilAsync("what was held back is made good", "ConfigMap", "web-config", map => (string?)map!["data"]!["level"] == "b");
        await World.UntilSettledAsync("app", "web");
        await World.PatchAsync("App", "web", """{"spec":{"paused":"true"}}""");
        await UntilSeenAsync("web", view => view.Gated);
        await World.DeleteAsync("App", "web");
        await World.UntilAsync("a closed gate hinders no deletion", "App", "web", found => found is null);
    }

    [Fact]
    public async Task An_entry_that_needs_one_that_there_is_not_waits_and_the_others_run()
    {
        await World.DefineAsync("App");
        await World.DefineAsync("Note");
        await World.CreateAsync("App", "web", "{}");
        await World.StartAsync(Waiting);
        await World.CreateAsync("Note", "n", "{}");
        await World.UntilSettledAsync("note", "n");

        var box = (await World.Fleet.FindBoxAsync("app", World.Token))!;
        (box.State, box.Message, box.TotalReconciles).ShouldBe((BoxState.Pending, "waits for archive: no definition has an entry of this name", 0));
        (await World.FindAsync("ConfigMap", "web-config")).ShouldBeNull();
        (await World.FindAsync("App", "web"))!["status"].ShouldBeNull();

        await World.StopAsync();
        await World.StartAsync(Waiting.Replace(", archive: healthy", "", StringComparison.Ordinal));
        await World.UntilSettledAsync("app", "web");
        (await World.FindAsync("ConfigMap", "web-config")).ShouldNotBeNull();
    }
}
