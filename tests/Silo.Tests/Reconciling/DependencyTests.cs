using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Waiting;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>Boxes that need each other, on whatever serves the Kubernetes API.</summary>
public abstract class DependencyTests : WorldTests
{
    private const string Katalog = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: chain }
        spec:
          crds:
            app:
              apiTypes: { group: GROUP, version: v1, kind: App, plural: apps }
              dependsOn: { database: healthy }
              operatorBox:
                onReconcile: { configMaps: [ { name: "{{ .metadata.name }}-app", data: { a: b } } ] }
            database:
              apiTypes: { group: GROUP, version: v1, kind: Database, plural: databases }
              operatorBox:
                reconcile:
                  queue: { failureThreshold: 1 }
                  onReconcile: { configMaps: [ { name: "{{ .metadata.name }}-{{ .spec.suffix }}", data: { a: b } } ] }
        """;

    /// <summary>A database shows whether an app uses it; the app begins when all databases are ready.</summary>
    private const string Mutual = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: mutual }
        spec:
          crds:
            app:
              apiTypes: { group: GROUP, version: v1, kind: App, plural: apps }
              dependsOn: { database: ready }
              operatorBox:
                reconcile: { resync: 1h, onReconcile: { configMaps: [ { name: "{{ .metadata.name }}-app", data: { a: b } } ] } }
            database:
              apiTypes: { group: GROUP, version: v1, kind: Database, plural: databases }
              operatorBox:
                observe: { cross: [ { crd: app, as: app } ] }
                reconcile: { resync: 1h }
                status: { fields: [ { path: app, value: "{{ .cross.app.found }}" } ] }
        """;

    [Fact]
    public async Task A_box_waits_for_the_one_that_it_needs_and_makes_nothing_before()
    {
        await World.DefineAsync("App");
        await World.StartAsync(Katalog);
        await World.CreateAsync("App", "shop", "{}");
        var waits = await UntilAsync("app", box => box is { State: BoxState.Pending } && box.Message.Contains("missing", StringComparison.Ordinal));
        waits.Message.ShouldBe("waits for database to be healthy (it is missing)");
        (await World.FindAsync("ConfigMap", "shop-app")).ShouldBeNull();

        await World.DefineAsync("Database");

        await World.UntilAsync("the map of the app", "ConfigMap", "shop-app", map => map is not null);
        await UntilAsync("app", box => box is { State: BoxState.Healthy, UnmetNeeds: "" });
    }

    [Fact]
    public async Task A_box_that_waits_for_the_readiness_of_its_reader_does_not_keep_it_waiting()
    {
        await World.DefineAsync("App");
        await World.DefineAsync("Database");
        await World.CreateAsync("App", "shop", "{}");
        await World.CreateAsync("Database", "shop", "{}");
        await World.StartAsync(Mutual);

        await World.UntilAsync("the map of the app", "ConfigMap", "shop-app", map => map is not null);
        await World.UntilAsync("the database sees the app", "Database", "shop", live => live!["status"]?["app"]?.ToString() is "true");
    }

    [Fact]
    public async Task A_box_is_degraded_while_the_one_that_it_needs_is_and_recovers_with_it()
    {
        await World.DefineAsync("App");
        await World.DefineAsync("Database");
        await World.StartAsync(Katalog);
        await UntilAsync("app", box => box is { State: BoxState.Healthy });

        await World.CreateAsync("Database", "main", """{"suffix":"No_Name"}""");
        var degraded = await UntilAsync("app", box => box is { State: BoxState.Degraded });
        degraded.UnmetNeeds.ShouldBe("database to be healthy (it is degraded)");

        await World.PatchAsync("Database", "main", """{"spec":{"suffix":"data"}}""");
        await UntilAsync("app", box => box is { State: BoxState.Healthy, UnmetNeeds: "" });
    }

    [Fact]
    public async Task What_a_box_needs_is_asked_when_it_can_begin()
    {
        await World.DefineAsync("Database");
        await World.StartAsync(Katalog);
        await UntilAsync("database", box => box is { State: BoxState.Healthy });
        await UntilAsync("app", box => box is { State: BoxState.Missing });
        await World.CreateAsync("Database", "main", """{"suffix":"No_Name"}""");
        await UntilAsync("database", box => box is { State: BoxState.Degraded });

        await World.DefineAsync("App");

        (await UntilAsync("app", box => box is { State: BoxState.Pending })).Message.ShouldBe("waits for database to be healthy (it is degraded)");
        await World.PatchAsync("Database", "main", """{"spec":{"suffix":"data"}}""");
        await UntilAsync("app", box => box is { State: BoxState.Healthy, UnmetNeeds: "" });
    }

    private async Task<BoxView> UntilAsync(string box, Func<BoxView, bool> wanted) =>
        (await Eventually.Async($"{box} is as wanted", async ct => await World.Fleet.FindBoxAsync(box, ct), view => view is not null && wanted(view), TimeSpan.FromSeconds(60), World.Token))!;
}
