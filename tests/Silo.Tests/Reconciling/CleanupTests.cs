using Orkestra.Kubernetes.Objects;
using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Time;
using Orkestra.TestKit.Waiting;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>Custom resources that are deleted by themselves, on whatever serves the Kubernetes API.</summary>
public abstract class CleanupTests : WorldTests
{
    private const string PendingSince = "orkestra.orkspace.io/cleanup-pending-since";

    private const string Katalog = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: runs }
        spec:
          crds:
            run:
              apiTypes: { group: GROUP, version: v1, kind: Run, plural: runs }
              operatorBox:
                runtime: { cleanup: { deleteAfter: 1h, when: [ { field: spec.state, equals: Done } ] } }
                reconcile:
                  resync: 30d
                  onReconcile: { configMaps: [ { name: "{{ .metadata.name }}-map", data: { a: b } } ] }
        """;

    private readonly FakeClock _clock = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task What_is_done_with_goes_at_its_time_with_its_children()
    {
        await RunAsync("Done");
        var run = (await World.UntilAsync("it is marked", "Run", "one", found => found!.Annotation(PendingSince) is not null))!;
        run.DeletionTimestamp.ShouldBeNull();
        await DelayedAsync(1);

        _clock.Advance(TimeSpan.FromMinutes(59));
        await DelayedAsync(1);
        (await World.FindAsync("Run", "one"))!.DeletionTimestamp.ShouldBeNull();

        _clock.Advance(TimeSpan.FromMinutes(1));
        await World.UntilAsync("it is gone", "Run", "one", found => found is null, TimeSpan.FromSeconds(60));
        await World.UntilAsync("its map is gone", "ConfigMap", "one-map", found => found is null, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task The_time_outlives_a_restart()
    {
        await RunAsync("Done");
        await World.UntilAsync("it is marked", "Run", "one", found => found!.Annotation(PendingSince) is not null);
        await DelayedAsync(1);
        await World.StopAsync();
        _clock.Advance(TimeSpan.FromMinutes(30));
        await World.StartAsync(Katalog, _clock);
        await DelayedAsync(1);
        (await World.WritesAsync()).Count(request => request.IsIn(World.Namespace)).ShouldBe(0);

        _clock.Advance(TimeSpan.FromMinutes(30));

        await World.UntilAsync("it is gone", "Run", "one", found => found is null, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task It_stays_when_the_condition_holds_no_more()
    {
        await RunAsync("Done");
        await World.UntilAsync("it is marked", "Run", "one", found => found!.Annotation(PendingSince) is not null);

        await World.PatchAsync("Run", "one", """{"spec":{"state":"Running"}}""");
        await World.UntilAsync("the mark goes", "Run", "one", found => found!.Annotation(PendingSince) is null);
        await DelayedAsync(0);
        _clock.Advance(TimeSpan.FromHours(2));

        (await World.FindAsync("Run", "one"))!.DeletionTimestamp.ShouldBeNull();
    }

    [Fact]
    public async Task What_a_user_changes_during_the_pass_that_would_delete_it_counts()
    {
        await RunAsync("Done");
        await World.UntilAsync("it is marked", "Run", "one", found => found!.Annotation(PendingSince) is not null);
        await DelayedAsync(1);
        var isChanged = false;
        World.Faults.Delay = async request =>
        {
            if (request.Method != HttpMethod.Delete || isChanged)
                return;
            isChanged = true;
            await World.PatchAsync("Run", "one", """{"spec":{"state":"Running"}}""");
        };

        _clock.Advance(TimeSpan.FromHours(1));

        await World.UntilAsync("the mark goes", "Run", "one", found => found is null || found.Annotation(PendingSince) is null);
        (await World.FindAsync("Run", "one"))!.DeletionTimestamp.ShouldBeNull();
    }

    [Fact]
    public async Task A_condition_that_cannot_be_asked_is_told_by_the_status()
    {
        await World.DefineAsync("Run");
        await World.StartAsync(Katalog.Replace("field: spec.state", "field: \"{{ index .spec.list 5 }}\"", StringComparison.Ordinal), _clock);
        await World.CreateAsync("Run", "one", """{"list":[1]}""");

        await World.UntilAsync("the condition says it", "Run", "one", found => found!.ConditionReason("Reconciled") == "RenderError");
    }

    private async Task RunAsync(string state)
    {
        await World.DefineAsync("Run");
        await World.StartAsync(Katalog, _clock);
        await World.CreateAsync("Run", "one", $$"""{"state":"{{state}}"}""");
        await World.UntilAsync("its map", "ConfigMap", "one-map", found => found is not null);
    }

    private async Task DelayedAsync(int count) => await Eventually.Async(
        "the key waits", async ct => await World.Fleet.FindBoxAsync("run", ct), box => box is { QueueDepth: 0, Processing: 0, ResourceCount: 1, TotalReconciles: > 0 } && box.Delayed == count, TimeSpan.FromSeconds(60), World.Token);
}
