using System.Text.Json.Nodes;
using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Time;
using Orkestra.TestKit.Waiting;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>Kubernetes events of passes, on whatever serves the Kubernetes API.</summary>
public abstract class EventTests : WorldTests
{
    private const string Katalog = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: shops }
        spec:
          crds:
            shop:
              apiTypes: { group: GROUP, version: v1, kind: Shop, plural: shops }
              operatorBox:
                onReconcile: { configMaps: [ { name: "{{ .metadata.name }}-{{ .spec.suffix }}", data: { a: b } } ] }
                emit:
                  events:
                    told: { reason: Told, message: "says {{ .spec.text }}" }
                    grew: { type: Warning, reason: Grew, message: "has {{ .spec.size }}", on: [ success ], when: [ { field: spec.size, greaterThan: 5 } ] }
        """;

    [Fact]
    public async Task Declared_events_are_told_once_for_each_change_of_what_they_say()
    {
        await ShopAsync();
        var told = (await UntilAsync("Told", 1)).Single();
        ((string?)told["note"]).ShouldBe("says hello");
        ((string?)told["type"]).ShouldBe("Normal");
        ((string?)told["regarding"]!["kind"]).ShouldBe("Shop");
        ((string?)told["reportingController"]).ShouldBe("orkestra-runtime");

        await World.PatchAsync("Shop", "one", """{"metadata":{"annotations":{"orkestra.orkspace.io/resync-now":"1"}}}""");
        await World.PatchAsync("Shop", "one", """{"spec":{"size":9}}""");
        (await UntilAsync("Grew", 1)).Single()["type"]!.ToString().ShouldBe("Warning");
        (await UntilAsync("Told", 1)).Count.ShouldBe(1);

        await World.PatchAsync("Shop", "one", """{"spec":{"text":"bye"}}""");
        (await UntilAsync("Told", 2)).Select(each => (string?)each["note"]).ShouldBe(["says hello", "says bye"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_restart_tells_nothing_again()
    {
        await ShopAsync();
        await UntilAsync("Told", 1);
        await World.StopAsync();

        await World.StartAsync(Katalog);
        await World.UntilSettledAsync("shop", "one");
        await World.PatchAsync("Shop", "one", """{"spec":{"text":"bye"}}""");
        await UntilAsync("Told", 2);

        (await World.EventRequestsAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_failure_is_told_and_its_end_and_a_new_resource_that_is_well_is_not()
    {
        await ShopAsync();
        (await World.WritesAsync()).Count(request => request.IsIn(World.Namespace)).ShouldBe(2);
        await World.PatchAsync("Shop", "one", """{"spec":{"suffix":"No_Name"}}""");
        var failed = (await UntilAsync("ShopReconcileError", 1)).Single();
        ((string?)failed["type"]).ShouldBe("Warning");
        ((string?)failed["note"])!.ShouldContain("No_Name");

        await World.PatchAsync("Shop", "one", """{"spec":{"suffix":"map"}}""");
        ((string?)(await UntilAsync("ShopReconciled", 1)).Single()["type"]).ShouldBe("Normal");
    }

    [Fact]
    public async Task What_happens_again_is_counted_in_the_series_of_one_event()
    {
        var clock = new FakeClock(DateTimeOffset.UtcNow);
        await World.DefineAsync("Shop");
        await World.StartAsync(Katalog, clock);
        await World.CreateAsync("Shop", "one", """{"text":"a","suffix":"map"}""");
        await UntilAsync("Told", 1);
        await World.UntilSettledAsync("shop", "one");
        await World.PatchAsync("Shop", "one", """{"spec":{"text":"b"}}""");
        await UntilAsync("Told", 2);
        await World.UntilSettledAsync("shop", "one");

        await World.PatchAsync("Shop", "one", """{"spec":{"text":"a"}}""");
        await World.UntilSettledAsync("shop", "one");
        await Eventually.Async("the second time is told after a minute", async _ =>
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            return (await World.EventsAsync("one")).Any(each => (string?)each["note"] == "says a" && (int?)each["series"]?["count"] == 2);
        }, TimeSpan.FromSeconds(60), World.Token);

        (await UntilAsync("Told", 2)).Count.ShouldBe(2);
    }

    private async Task ShopAsync()
    {
        await World.DefineAsync("Shop");
        await World.StartAsync(Katalog);
        await World.CreateAsync("Shop", "one", """{"text":"hello","size":1,"suffix":"map"}""");
        await World.UntilSettledAsync("shop", "one");
    }

    private async Task<IReadOnlyList<JsonObject>> UntilAsync(string reason, int count) => await Eventually.Async(
        $"{count} events {reason}", async _ => (IReadOnlyList<JsonObject>)[.. (await World.EventsAsync("one")).Where(each => (string?)each["reason"] == reason)], events => events.Count >= count, TimeSpan.FromSeconds(60), World.Token);
}
