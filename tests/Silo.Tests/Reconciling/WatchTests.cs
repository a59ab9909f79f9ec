using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Waiting;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>Events of objects that are no children, on whatever serves the Kubernetes API.</summary>
public abstract class WatchTests : WorldTests
{
    private const string Katalog = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: watches }
        spec:
          crds:
            app:
              apiTypes: { group: GROUP, version: v1, kind: App, plural: apps }
              operatorBox:
                observe:
                  watch: [ { apiVersion: v1, kind: Service, WATCH } ]
                reconcile: { resync: 1h }
                status: { fields: [ { path: seen, value: "yes" } ] }
        """;

    private const string Events = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: events }
        spec:
          crds:
            app:
              apiTypes: { group: GROUP, version: v1, kind: App, plural: apps }
              operatorBox:
                observe:
                  events:
                    burned: { reason: Burned, type: Warning, namespace: NS, keyFrom: { label: app } }
                reconcile: { resync: 1h }
                status: { fields: [ { path: note, value: "{{ .events.burned.note }}" } ] }
        """;

    [Fact]
    public async Task An_event_goes_to_the_custom_resource_that_a_label_names_and_to_no_other()
    {
        await StartAsync("keyFrom: { label: app }", "web", "other");
        var before = await PassesAsync();

        await ServiceAsync("unlabelled", "{}");
        await ServiceAsync("named", """{"app":"web"}""");
        await UntilPassesAsync("web", before["web"] + 1);
        await World.PatchAsync("Service", "named", """{"metadata":{"labels":{"app":"other"}}}""");
        await UntilPassesAsync("web", before["web"] + 2);
        await UntilPassesAsync("other", before["other"] + 1);
        await World.DeleteAsync("Service", "named");
        await UntilPassesAsync("other", before["other"] + 2);
        (await PassesAsync())["web"].ShouldBe(before["web"] + 2);
    }

    [Fact]
    public async Task Without_a_key_an_event_goes_to_its_owner_and_else_to_all()
    {
        await StartAsync("on: [ create ]", "web", "other");
        var before = await PassesAsync();
        var uid = (string?)(await World.FindAsync("App", "web"))!["metadata"]!["uid"];

        await World.CreateAsync($$$"""
            {"apiVersion":"v1","kind":"Service","metadata":{"name":"owned","namespace":"{{{World.Namespace}}}","ownerReferences":[{"apiVersion":"{{{World.Group}}}/v1","kind":"App","name":"web","uid":"{{{uid}}}"}]},"spec":{"ports":[{"port":80}]}}
            """);
        await UntilPassesAsync("web", before["web"] + 1);
        (await PassesAsync())["other"].ShouldBe(before["other"]);

        await ServiceAsync("free", "{}");
        await UntilPassesAsync("web", before["web"] + 2);
        await UntilPassesAsync("other", before["other"] + 1);
        World.Mark();
        await World.PatchAsync("Service", "free", """{"metadata":{"labels":{"a":"b"}}}""");
        await ServiceAsync("another", "{}");
        await UntilPassesAsync("other", before["other"] + 2);
        (await PassesAsync())["other"].ShouldBe(before["other"] + 2, "a change does not count");
        (await World.RequestsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_gate_sees_the_object_and_what_changed_of_it()
    {
        await StartAsync("keyFrom: { name: web }, on: [ update ], enqueueGate: { sentinels: [ labelsChanged ], when: [ { field: metadata.labels.loud, equals: \"yes\" } ] }", "web");
        await ServiceAsync("one", """{"loud":"yes"}""");
        var before = (await PassesAsync())["web"];

        await World.PatchAsync("Service", "one", """{"metadata":{"annotations":{"a":"b"}}}""");
        await World.PatchAsync("Service", "one", """{"metadata":{"labels":{"x":"y"}}}""");
        await UntilPassesAsync("web", before + 1);
        (await PassesAsync())["web"].ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_gate_sees_the_whole_of_an_object_that_went()
    {
        await StartAsync("keyFrom: { name: web }, on: [ delete ], enqueueGate: { when: [ { field: spec.type, equals: ClusterIP } ] }", "web");
        await ServiceAsync("one", "{}");
        var before = (await PassesAsync())["web"];

        await World.DeleteAsync("Service", "one");

        await UntilPassesAsync("web", before + 1);
    }

    [Fact]
    public async Task The_note_of_a_status_is_that_of_the_event_that_happened_last_also_after_a_restart()
    {
        await World.DefineAsync("App");
        await World.StartAsync(Events.Replace("NS", World.Namespace, StringComparison.Ordinal));
        await World.CreateAsync("App", "web", "{}");
        await World.UntilSettledAsync("app", "web");
        await EventAsync("z-first", "web", "Burned", "Warning", "smoke", "2026-01-01T10:00:00.000000Z");
        await World.UntilAsync("the first note is shown", "App", "web", found => (string?)found!["status"]?["note"] is "smoke");
        await EventAsync("a-second", "web", "Burned", "Warning", "ashes", "2026-01-01T10:05:00.000000Z");
        await World.UntilAsync("the second note is shown", "App", "web", found => (string?)found!["status"]?["note"] is "ashes");

        await World.StopAsync();
        World.Mark();
        await World.StartAsync(Events.Replace("NS", World.Namespace, StringComparison.Ordinal));
        await World.UntilSettledAsync("app", "web");

        ((string?)(await World.FindAsync("App", "web"))!["status"]?["note"]).ShouldBe("ashes");
        (await World.WritesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_observed_event_is_seen_by_templates()
    {
        await World.DefineAsync("App");
        await World.StartAsync(Events.Replace("NS", World.Namespace, StringComparison.Ordinal));
        await World.CreateAsync("App", "web", "{}");
        await World.CreateAsync("App", "other", "{}");
        await World.UntilSettledAsync("app", "web", "other");

        await EventAsync("a", "web", "Burned", "Warning", "to ashes");
        await EventAsync("b", "other", "Burned", "Normal", "a little");

        await World.UntilAsync("the note is shown", "App", "web", found => (string?)found!["status"]?["note"] is "to ashes");
        (await World.FindAsync("App", "other"))!["status"]?["note"].ShouldBeNull();
    }

    [Fact]
    public async Task A_refused_look_at_what_is_served_stops_neither_the_start_nor_the_watch()
    {
        await World.DefineAsync("App");
        var asked = 0;
        await World.StartAsync(
            Katalog.Replace("WATCH", $"namespace: {World.Namespace}, keyFrom: {{ name: web }}", StringComparison.Ordinal),
            refuse: request => RefuseOnce(request, "/api/v1", ref asked));
        await World.CreateAsync("App", "web", "{}");

        await World.UntilSettledAsync("app", "web");
        asked.ShouldBeGreaterThan(0, "the look was refused");
        await Eventually.Async("an event wakes it", async _ =>
        {
            var before = (await PassesAsync())["web"];
            await ServiceAsync($"s{Guid.NewGuid():n}", "{}");
            await UntilPassesAsync("web", before + 1);
            return true;
        }, cancellationToken: World.Token);
    }

    [Fact]
    public async Task A_refused_look_at_what_is_served_does_not_end_the_wait_for_a_kind_to_come()
    {
        await World.DefineAsync("App");
        await World.StartAsync(Katalog.Replace("apiVersion: v1, kind: Service, WATCH", "apiVersion: GROUP/v2, kind: Extra, keyFrom: { name: web }", StringComparison.Ordinal));
        await World.CreateAsync("App", "web", "{}");
        await World.UntilSettledAsync("app", "web");
        var asked = 0;
        World.Faults.Refuse = request => RefuseOnce(request, $"/apis/{World.Group}/v2", ref asked);

        await World.DefineAsync("Other");
        await Eventually.Async("the look was refused", _ => Task.FromResult(asked > 0), cancellationToken: World.Token);
        await World.DefineAsync("Extra", version: "v2");
        var before = (await PassesAsync())["web"];

        await Eventually.Async("an event wakes it", async _ =>
        {
            await World.CreateAsync($$$"""{"apiVersion":"{{{World.Group}}}/v2","kind":"Extra","metadata":{"name":"e{{{Guid.NewGuid():n}}}","namespace":"{{{World.Namespace}}}"}}""");
            return (await PassesAsync())["web"] > before;
        }, cancellationToken: World.Token);
    }

    private static (int Code, string Reason, string Message)? RefuseOnce(HttpRequestMessage request, string path, ref int asked) =>
        request.RequestUri!.AbsolutePath == path && Interlocked.Increment(ref asked) == 1 ? (500, "InternalError", "not now") : null;

    private async Task StartAsync(string watch, params string[] names)
    {
        await World.DefineAsync("App");
        await World.StartAsync(Katalog.Replace("WATCH", $"namespace: {World.Namespace}, {watch}", StringComparison.Ordinal));
        foreach (var name in names)
            await World.CreateAsync("App", name, "{}");
        await World.UntilSettledAsync("app", names);
    }

    private async Task ServiceAsync(string name, string labels) =>
        await World.CreateAsync($$$"""{"apiVersion":"v1","kind":"Service","metadata":{"name":"{{{name}}}","namespace":"{{{World.Namespace}}}","labels":{{{labels}}}},"spec":{"ports":[{"port":80}]}}""");

    private async Task EventAsync(string name, string app, string reason, string type, string note, string time = "2026-01-01T00:00:00.000000Z") => await World.CreateAsync(
        $$$"""{"apiVersion":"events.k8s.io/v1","kind":"Event","metadata":{"name":"{{{name}}}","namespace":"{{{World.Namespace}}}","labels":{"app":"{{{app}}}"}},"reason":"{{{reason}}}","type":"{{{type}}}","note":"{{{note}}}","action":"Burn","reportingController":"test.io/fire","reportingInstance":"one","eventTime":"{{{time}}}","regarding":{"kind":"Namespace","name":"{{{World.Namespace}}}","namespace":"{{{World.Namespace}}}"}}""");

    private async Task<Dictionary<string, int>> PassesAsync() =>
        (await World.Fleet.ListResourcesAsync("app", World.Token)).ToDictionary(view => view.Name, view => view.Passes);

    private async Task UntilPassesAsync(string name, int passes) =>
        await Eventually.Async($"{name} had {passes} passes", async _ => (await PassesAsync())[name], count => count >= passes, cancellationToken: World.Token);
}
