using Orkestra.Kubernetes.Objects;
using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Waiting;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>Specs that do not work, on whatever serves the Kubernetes API.</summary>
public abstract class RollbackTests : WorldTests
{
    private const string Katalog = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: sites }
        spec:
          crds:
            site:
              apiTypes: { group: GROUP, version: v1, kind: Site, plural: sites }
              operatorBox:
                runtime: { rollback: ROLLBACK }
                onReconcile:
                  configMaps:
                    - { name: "{{ .metadata.name }}-map", data: { text: "{{ .spec.text }}" } }
                    - { name: "{{ .metadata.name }}-{{ .spec.suffix }}", data: { a: b } }
        """;

    [Theory]
    [InlineData("{}", "one")]
    [InlineData("{ trigger: { consecutiveFailures: 2 }, onRollback: { configMaps: [ { name: \"{{ .metadata.name }}-map\", data: { text: \"back to {{ .previous.spec.text }}\" } } ] } }", "back to one")]
    public async Task After_failures_the_last_spec_that_worked_is_in_place_until_the_spec_changes(string rollback, string text)
    {
        await SiteAsync(rollback);
        await World.PatchAsync("Site", "s", """{"spec":{"text":"two","suffix":"No_Name"}}""");

        var site = (await World.UntilAsync("it is rolled back", "Site", "s", found => found!.ConditionStatus("RolledBack") == "True", TimeSpan.FromSeconds(60)))!;
        site.ConditionMessage("RolledBack").ShouldContain("No_Name");
        site.ConditionReason("Reconciled").ShouldBe("RolledBack");
        ((string?)(await World.FindAsync("ConfigMap", "s-map"))!["data"]!["text"]).ShouldBe(text);
        (await World.FindAsync("ConfigMap", "s-old")).ShouldNotBeNull();
        await Eventually.Async("health shows it", async ct => await World.Fleet.FindBoxAsync("site", ct), box => box is { RolledBackCount: 1, QueueDepth: 0, Processing: 0, Delayed: 0 }, cancellationToken: World.Token);

        await World.StopAsync();
        await World.StartAsync(Katalog.Replace("ROLLBACK", rollback, StringComparison.Ordinal));
        await Eventually.Async("it still is after a restart", async ct => await World.Fleet.FindBoxAsync("site", ct), box => box is { RolledBackCount: 1, QueueDepth: 0, Processing: 0 }, TimeSpan.FromSeconds(60), World.Token);
        (await World.WritesAsync()).Count(request => request.IsIn(World.Namespace)).ShouldBe(0);

        await World.PatchAsync("Site", "s", """{"spec":{"text":"three","suffix":"new"}}""");
        await World.UntilAsync("the new spec is in place", "ConfigMap", "s-map", map => (string?)map!["data"]!["text"] == "three");
        await World.UntilAsync("it is rolled back no more", "Site", "s", found => found!.Condition("RolledBack") is null && found!.Annotation("orkestra.orkspace.io/rolled-back") is null);
        await World.UntilAsync("what the old spec made is pruned", "ConfigMap", "s-old", map => map is null);
    }

    [Fact]
    public async Task It_stays_rolled_back_where_a_status_write_raises_the_generation()
    {
        await SiteAsync("{ trigger: { consecutiveFailures: 2 } }", statusSubresource: false);
        await World.PatchAsync("Site", "s", """{"spec":{"text":"two","suffix":"No_Name"}}""");
        await World.UntilAsync("it is rolled back", "Site", "s", found => found!.ConditionStatus("RolledBack") == "True", TimeSpan.FromSeconds(60));
        await UntilQuietAsync();
        World.Mark();

        await World.PatchAsync("ConfigMap", "s-map", """{"data":{"text":"drift"}}""");

        await World.UntilAsync("the good text is back", "ConfigMap", "s-map", map => (string?)map!["data"]!["text"] is "one");
        await UntilQuietAsync();
        (await World.WritesAsync()).Where(request => request.IsIn(World.Namespace)).Select(request => $"{request.Verb} {request.Resource}").ShouldBe(["patch configmaps"]);
    }

    [Fact]
    public async Task A_spec_that_works_and_cannot_be_kept_is_no_failure()
    {
        await World.DefineAsync("Site");
        var asked = 0;
        await World.StartAsync(
            Katalog.Replace("ROLLBACK", "{}", StringComparison.Ordinal),
            refuse: request => request.Method == HttpMethod.Patch && request.RequestUri!.AbsolutePath.EndsWith("/sites/s", StringComparison.Ordinal) && Interlocked.Increment(ref asked) > 0 ? (422, "Invalid", "metadata.annotations: Too long") : null);
        await World.CreateAsync("Site", "s", """{"text":"one","suffix":"old"}""");

        await World.UntilSettledAsync("site", "s");
        await Eventually.Async("an event says it", async _ => (await World.EventsAsync("s")).Any(each => (string?)each["reason"] == "SpecNotKept"), cancellationToken: World.Token);
        await World.PatchAsync("ConfigMap", "s-map", """{"data":{"text":"drift"}}""");
        await World.UntilAsync("it is repaired", "ConfigMap", "s-map", map => (string?)map!["data"]!["text"] is "one");
        await World.UntilSettledAsync("site", "s");
        (asked, (await World.Fleet.FindBoxAsync("site", World.Token))!.FailedReconciles).ShouldBe((1, 0));
    }

    [Fact]
    public async Task What_was_kept_goes_with_rollback()
    {
        await SiteAsync("{}");
        (await World.FindAsync("Site", "s"))!.Annotation("orkestra.orkspace.io/last-good-spec").ShouldNotBeNull();
        await World.StopAsync();

        await World.StartAsync(Katalog.Replace("        runtime: { rollback: ROLLBACK }\n", "", StringComparison.Ordinal));

        await World.UntilAsync("nothing is kept", "Site", "s", found => found!.Annotation("orkestra.orkspace.io/last-good-spec") is null);
    }

    [Fact]
    public async Task A_new_spec_that_works_costs_one_write_more()
    {
        await SiteAsync("{}");

        (await World.WritesAsync()).Count(request => request.IsIn(World.Namespace)).ShouldBe(4);
    }

    private async Task UntilQuietAsync() => await Eventually.Async(
        "nothing is due", async ct => await World.Fleet.FindBoxAsync("site", ct), box => box is { RolledBackCount: 1, QueueDepth: 0, Processing: 0, Delayed: 0 }, cancellationToken: World.Token);

    private async Task SiteAsync(string rollback, bool statusSubresource = true)
    {
        await World.DefineAsync("Site", statusSubresource: statusSubresource);
        await World.StartAsync(Katalog.Replace("ROLLBACK", rollback, StringComparison.Ordinal));
        await World.CreateAsync("Site", "s", """{"text":"one","suffix":"old"}""");
        await World.UntilSettledAsync("site", "s");
    }
}
