using Orkestra.Kubernetes.Objects;
using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Time;
using Orkestra.TestKit.Waiting;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>What happens at a time and not by an event, on whatever serves the Kubernetes API.</summary>
public abstract class TimeTests : WorldTests
{
    private readonly FakeClock _clock = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task A_secret_is_renewed_at_its_time_and_not_by_resync()
    {
        await StartAsync("""secrets: [ { name: "{{ .metadata.name }}-key", rotateAfter: 2h, data: { key: "{{ randomAlphanumeric 16 }}" } } ]""");
        var first = await KeyAsync();
        await DelayedAsync(1);

        _clock.Advance(TimeSpan.FromHours(2) - TimeSpan.FromSeconds(2));
        await DelayedAsync(1);
        (await KeyAsync()).ShouldBe(first);

        _clock.Advance(TimeSpan.FromSeconds(2));
        await World.UntilAsync("the key is another one", "Secret", "one-key", secret => (string?)secret!["data"]!["key"] != first);
        await DelayedAsync(1);
    }

    [Fact]
    public async Task A_change_of_a_child_that_sleeps_is_made_later_and_holds_no_worker()
    {
        await StartAsync("""configMaps: [ { name: "{{ .metadata.name }}-map", data: { text: "{{ .spec.text }}" }, sleep: 1h } ]""", settled: false);
        await DelayedAsync(1);
        (await World.FindAsync("ConfigMap", "one-map")).ShouldBeNull();

        _clock.Advance(TimeSpan.FromHours(1));
        await World.UntilAsync("the map is made", "ConfigMap", "one-map", map => map is not null);
        await World.UntilSettledAsync("thing", "one");

        await World.PatchAsync("Thing", "one", """{"spec":{"text":"b"}}""");
        await DelayedAsync(1);
        ((string?)(await World.FindAsync("ConfigMap", "one-map"))!["data"]!["text"]).ShouldBe("a");
        _clock.Advance(TimeSpan.FromHours(1));
        await World.UntilAsync("the map says b", "ConfigMap", "one-map", map => (string?)map!["data"]!["text"] == "b");
    }

    [Fact]
    public async Task A_change_that_was_taken_back_while_it_slept_lets_no_later_one_through_and_a_failure_is_one()
    {
        await StartAsync("""configMaps: [ { name: "{{ .metadata.name }}-map", data: { text: "{{ .spec.text }}" }, sleep: 1h } ]""", settled: false);
        await DelayedAsync(1);
        _clock.Advance(TimeSpan.FromHours(1));
        await World.UntilSettledAsync("thing", "one");
        await World.PatchAsync("Thing", "one", """{"spec":{"text":"b"}}""");
        await DelayedAsync(1);
        await World.PatchAsync("Thing", "one", """{"spec":{"text":"a"}}""");
        await World.UntilSettledAsync("thing", "one");
        _clock.Advance(TimeSpan.FromHours(2));

        await World.PatchAsync("Thing", "one", """{"spec":{"text":"c"}}""");
        await DelayedAsync(1);
        ((string?)(await World.FindAsync("ConfigMap", "one-map"))!["data"]!["text"]).ShouldBe("a");

        World.Faults.Refuse = request => request.Method == HttpMethod.Patch && request.RequestUri!.AbsolutePath.EndsWith("/configmaps/one-map", StringComparison.Ordinal) ? (422, "Invalid", "no") : null;
        _clock.Advance(TimeSpan.FromHours(1));
        for (var failures = 1; failures < 4; failures++)
        {
            await Eventually.Async($"{failures} failures", async ct => (await World.Fleet.FindBoxAsync("thing", ct))!, box => box.FailedReconciles >= failures && box is { QueueDepth: 0, Processing: 0, Delayed: 1 }, cancellationToken: World.Token);
            _clock.Advance(TimeSpan.FromMinutes(5));
        }
    }

    [Fact]
    public async Task Custom_resources_get_the_labels_of_their_entry_and_lose_those_that_are_declared_no_more()
    {
        await World.DefineAsync("Thing");
        await World.StartAsync(Katalog("""configMaps: [ { name: "{{ .metadata.name }}-map", data: { a: b } } ]""", """labels: { tier: "{{ .spec.text }}", team: web }"""));
        await World.CreateAsync("Thing", "one", """{"text":"a"}""");
        await World.UntilSettledAsync("thing", "one");
        var thing = (await World.FindAsync("Thing", "one"))!;
        (thing.Label("tier"), thing.Label("team")).ShouldBe(("a", "web"));
        (await World.WritesAsync()).Count(request => request.IsIn(World.Namespace)).ShouldBe(3);

        await World.PatchAsync("Thing", "one", """{"metadata":{"labels":{"theirs":"x"}},"spec":{"text":"b"}}""");
        await World.UntilAsync("the label follows", "Thing", "one", found => found!.Label("tier") == "b");
        await World.StopAsync();
        await World.StartAsync(Katalog("""configMaps: [ { name: "{{ .metadata.name }}-map", data: { a: b } } ]""", """labels: { team: web }"""));
        var after = (await World.UntilAsync("the label goes", "Thing", "one", found => found!.Label("tier") is null))!;
        (after.Label("team"), after.Label("theirs")).ShouldBe(("web", "x"));
    }

    [Fact]
    public async Task Labels_follow_the_time()
    {
        await World.DefineAsync("Thing");
        await World.StartAsync(Katalog("""configMaps: [ { name: "{{ .metadata.name }}-map", data: { a: b } } ]""", """labels: { old: "{{ isExpired .spec.made \"1h\" }}" }""").Replace("40d", "1h", StringComparison.Ordinal), _clock);
        await World.CreateAsync("Thing", "one", $$"""{"made":"{{_clock.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}}"}""");
        await World.UntilSettledAsync("thing", "one");
        (await World.FindAsync("Thing", "one"))!.Label("old").ShouldBe("false");

        await Eventually.Async("the label follows", async _ =>
        {
            _clock.Advance(TimeSpan.FromHours(1));
            return (await World.FindAsync("Thing", "one"))!.Label("old") is "true";
        }, cancellationToken: World.Token);
    }

    private static string Katalog(string children, string more = "description: none") => $$"""
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: things }
        spec:
          crds:
            thing:
              apiTypes: { group: GROUP, version: v1, kind: Thing, plural: things }
              {{more}}
              operatorBox:
                reconcile:
                  resync: 40d
                  onReconcile: { {{children}} }
        """;

    private async Task StartAsync(string children, bool settled = true)
    {
        await World.DefineAsync("Thing");
        await World.StartAsync(Katalog(children), _clock);
        await World.CreateAsync("Thing", "one", """{"text":"a"}""");
        if (settled)
            await World.UntilAsync("it is reconciled", "Thing", "one", thing => thing!.ConditionStatus("Reconciled") == "True");
    }

    private async Task<string?> KeyAsync() => (string?)(await World.FindAsync("Secret", "one-key"))!["data"]!["key"];

    private async Task DelayedAsync(int count) => await Eventually.Async(
        "the key waits for its time", async ct => await World.Fleet.FindBoxAsync("thing", ct), box => box is { QueueDepth: 0, Processing: 0, TotalReconciles: > 0 } && box.Delayed == count, TimeSpan.FromSeconds(60), World.Token);
}
