using Orkestra.Silo.Tests.Rig;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>One observer reads what another one has, over HTTP.</summary>
public abstract class RemoteCrossTests : WorldTests
{
    private const string Sources = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: sources }
        spec:
          crds:
            alpha:
              apiTypes: { group: GROUP, version: v1, kind: Alpha, plural: alphas }
              operatorBox:
                reconcile: { resync: 1h }
                status: { fields: [ { path: value, value: "{{ .spec.value }}" } ] }
        """;

    private const string Readers = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: readers }
        spec:
          crds:
            beta:
              apiTypes: { group: GROUP, version: v1, kind: Beta, plural: betas }
              operatorBox:
                observe:
                  cross:
                    - crd: alpha
                      selector: { name: "{{ .spec.of }}" }
                      as: source
                      source: { host: "HOST", namespace: THERE, cacheFor: 1s, auth: { secretRef: { name: token } } }
                    - { crd: alpha, as: box, source: { host: "HOST", protocol: health, cacheFor: 1s } }
                reconcile: { resync: 1h }
                status:
                  fields:
                    - { path: value, value: "{{ .cross.source.status.value }}" }
                    - { path: found, value: "{{ .cross.source.found }}" }
                    - { path: error, value: "{{ .cross.source.error }}" }
                    - { path: health, value: "{{ .cross.box.health.state }}" }
        """;

    private const string Both = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: both }
        spec:
          crds:
            alpha:
              apiTypes: { group: GROUP, version: v1, kind: Alpha, plural: alphas }
              operatorBox: { reconcile: { resync: 1h } }
            beta:
              apiTypes: { group: GROUP, version: v1, kind: Beta, plural: betas }
              operatorBox:
                observe:
                  cross:
                    - { crd: alpha, as: ours }
                    - { crd: alpha, as: health, source: { host: "HOST", protocol: health } }
                    - { crd: alpha, as: metrics, source: { host: "HOST", protocol: metrics } }
                reconcile: { resync: 1h }
                status:
                  fields:
                    - { path: ourHealth, value: "{{ range $key, $value := .cross.ours.health }}{{ $key }} {{ end }}" }
                    - { path: ourMetrics, value: "{{ range $key, $value := .cross.ours.metrics }}{{ $key }} {{ end }}" }
                    - { path: theirHealth, value: "{{ range $key, $value := .cross.health.health }}{{ $key }} {{ end }}" }
                    - { path: theirMetrics, value: "{{ range $key, $value := .cross.metrics.metrics }}{{ $key }} {{ end }}" }
        """;

    [Fact]
    public async Task What_the_other_one_has_is_read_and_read_again_and_missed_when_it_is_away()
    {
        await using var there = await World.CreateAsync(await ClusterAsync());
        await there.DefineAsync("Alpha");
        await there.StartAsync(Sources);
        await there.CreateAsync("Alpha", "root", """{"value":"one"}""");
        await there.UntilSettledAsync("alpha", "root");
        var server = await there.ServeAsync();
        await World.CreateAsync($$$"""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"token","namespace":"{{{World.Namespace}}}"},"data":{"token":"YQ=="}}""");
        await World.DefineAsync("Beta");
        await World.StartAsync(Readers.Replace("HOST", server.Address.ToString(), StringComparison.Ordinal).Replace("THERE", there.Namespace, StringComparison.Ordinal));
        await World.CreateAsync("Beta", "web", """{"of":"root"}""");

        var web = await World.UntilAsync("it is read", "Beta", "web", found => (string?)found!["status"]?["value"] is "one");
        ((string?)web!["status"]!["health"]).ShouldBe("healthy");

        await there.PatchAsync("Alpha", "root", """{"spec":{"value":"two"}}""");
        await World.UntilAsync("it is read again", "Beta", "web", found => (string?)found!["status"]?["value"] is "two");

        await World.PatchAsync("Beta", "web", """{"spec":{"of":"none"}}""");
        await World.UntilAsync("another one is not there", "Beta", "web", found => (bool?)found!["status"]?["found"] is false && found["status"]!["error"] is null);
        await World.PatchAsync("Beta", "web", """{"spec":{"of":"root"}}""");
        await World.UntilAsync("it is there", "Beta", "web", found => (bool?)found!["status"]?["found"] is true);

        await server.DisposeAsync();
        await World.UntilAsync("the other runtime is away", "Beta", "web", found => (bool?)found!["status"]?["found"] is false && found["status"]!["error"] is not null);
    }

    [Fact]
    public async Task The_state_of_a_box_has_the_same_names_here_and_from_another_runtime()
    {
        await using var there = await World.CreateAsync(await ClusterAsync());
        await there.DefineAsync("Alpha");
        await there.StartAsync(Sources);
        var server = await there.ServeAsync();
        await World.DefineAsync("Alpha");
        await World.DefineAsync("Beta");
        await World.StartAsync(Both.Replace("HOST", server.Address.ToString(), StringComparison.Ordinal));
        await World.CreateAsync("Beta", "web", "{}");

        var web = await World.UntilAsync("both are read", "Beta", "web", found => found!["status"]?["theirHealth"] is not null && found["status"]!["theirMetrics"] is not null);

        ((string?)web!["status"]!["ourMetrics"]).ShouldBe((string?)web["status"]!["theirMetrics"]);
        Names("ourHealth").Except(Names("theirHealth"), StringComparer.Ordinal).ShouldBeEmpty();
        Names("ourHealth").Length.ShouldBeGreaterThan(10);
        await server.DisposeAsync();

        string[] Names(string field) => ((string?)web["status"]![field] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
