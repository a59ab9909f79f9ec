using Orkestra.Katalog.Model;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Loading;

/// <summary>What an operator box does besides making children: it is understood as a whole, and said where this version does not execute it.</summary>
public sealed class BehaviourTests
{
    [Fact]
    public async Task Cleanup_is_understood()
    {
        var entry = await LoadAsync("runtime: { cleanup: { deleteAfter: 2d, when: [ { field: status.phase, equals: Done } ] } }");

        entry.Cleanup.ShouldNotBeNull().DeleteAfter.ShouldBe(TimeSpan.FromDays(2));
        entry.Cleanup!.Conditions.When.Length.ShouldBe(1);
        entry.NotExecuted.ShouldBeEmpty();
    }

    [Fact]
    public async Task Events_are_understood()
    {
        var entry = await LoadAsync(
            "emit: { events: { grew: { type: Warning, reason: Grew, message: \"now {{ .spec.replicas }}\", on: [ success ], when: [ { field: spec.replicas, greaterThan: 5 } ] } } }");

        var grew = entry.Events.ShouldHaveSingleItem();
        (grew.Name, grew.Type, grew.OnSuccess, grew.OnFailure).ShouldBe(("grew", "Warning", true, false));
        grew.Message!.Written.ShouldBe("now {{ .spec.replicas }}");
        entry.NotExecuted.ShouldBeEmpty();
    }

    [Fact]
    public async Task Autoscale_of_a_workload_is_understood()
    {
        var entry = await LoadAsync(
            "onReconcile: { deployments: [ { image: a, autoscale: { min: 1, max: \"{{ .spec.max }}\", cooldown: 2m, scaleUp: { increment: 2, conditions: { or: [ { field: spec.a, equals: b } ] } }, scaleDown: { target: 1, conditions: { when: [ { field: spec.a, equals: c } ] } } } } ] }");

        var autoscale = entry.Resources.ShouldHaveSingleItem().Autoscale.ShouldNotBeNull();
        autoscale.Cooldown.ShouldBe(TimeSpan.FromMinutes(2));
        autoscale.Max!.Written.ShouldBe("{{ .spec.max }}");
        autoscale.Up!.By!.ConstantText.ShouldBe("2");
        autoscale.Up.Conditions.Or.Length.ShouldBe(1);
        autoscale.Down!.Target!.ConstantText.ShouldBe("1");
        entry.NotExecuted.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_happens_at_deletion_is_understood()
    {
        var deletion = (await LoadAsync(
            """onDelete: { ordered: true, timeout: 2m, jobs: [ { image: a } ], groups: [ { name: front, deployments: [ { name: web } ], when: [ { field: status.a, equals: b } ] }, { statefulSets: [ { name: db, namespace: other } ] } ] }""")).Deletion.ShouldNotBeNull();

        (deletion.IsOrdered, deletion.Timeout).ShouldBe((true, TimeSpan.FromMinutes(2)));
        deletion.Resources.ShouldHaveSingleItem().Path.ShouldBe("onDelete.jobs[0]");
        deletion.Groups.Select(group => (group.Name, group.Members.Single().Path, group.Conditions.IsEmpty)).ShouldBe([("front", "onDelete.groups[0].deployments[0]", false), ("group 2", "onDelete.groups[1].statefulSets[0]", true)]);
    }

    [Theory]
    [InlineData("rollback: { trigger: { consecutiveFailures: 5, withinDuration: 10m }, onRollback: { configMaps: [ { name: a } ] } }", 5, 10, 1)]
    [InlineData("rollback: {}", 3, 0, 0)]
    public async Task What_happens_after_failures_is_understood(string written, int failures, int minutes, int resources)
    {
        var rollback = (await LoadAsync($"runtime: {{ {written} }}")).Rollback.ShouldNotBeNull();

        (rollback.ConsecutiveFailures, rollback.Within?.TotalMinutes ?? 0, rollback.Resources.Count).ShouldBe((failures, minutes, resources));
    }

    [Theory]
    [InlineData("profile: high-throughput", 10, 300, 1000)]
    [InlineData("profile: conservative", 1, 300, 100)]
    [InlineData("profile: development", 1, 10, 0)]
    [InlineData("workers: 2", 2, 30, 0)]
    public async Task A_reconciler_profile_tunes_the_box(string setting, int workers, int resyncSeconds, int maxDepth)
    {
        var result = await Sources.WithCrd().LoadAsync(Found.Box($"reconcile: {{ {setting} }}"));

        var entry = result.Katalog.ShouldNotBeNull().Entries[0];
        (entry.Workers, entry.Resync.TotalSeconds, entry.MaxDepth, entry.WorkersConfigured).ShouldBe((workers, resyncSeconds, maxDepth, true));
    }

    [Theory]
    [InlineData("runtime: { cleanup: { deleteAfter: never } }", "ORK1008")]
    [InlineData("emit: { events: { a: { reason: b } } }", "ORK1007")]
    [InlineData("emit: { events: { a: { reason: b, message: c, on: [ often ] } } }", "ORK1010")]
    [InlineData("reconcile: { profile: quick }", "ORK1040")]
    [InlineData("reconcile: { profile: development, workers: 3 }", "ORK1020")]
    [InlineData("workers: 3\nreconcile: { profile: development }", "ORK1020")]
    [InlineData("onReconcile: { deployments: [ { image: a, autoscale: { max: 3 } } ] }", "ORK1007")]
    [InlineData("onReconcile: { configMaps: [ { deletionPolicy: keep } ] }", "ORK1010")]
    [InlineData("onDelete: { ordered: true, groups: [ { deployments: [ { name: a, image: b } ] } ] }", "ORK1003")]
    [InlineData("onDelete: { external: [ { name: a, url: b } ] }", "ORK1005")]
    [InlineData("runtime: { rollback: { trigger: { consecutiveFailures: 0 } } }", "ORK1009")]
    public async Task A_mistake_is_told(string lines, string id) => (await Found.InAsync(Found.Box(lines))).Where(found => !found.StartsWith("ORK1035", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldStartWith(id);

    private static async Task<CrdEntry> LoadAsync(string lines)
    {
        var result = await Sources.WithCrd().LoadAsync(Found.Box(lines));
        Found.Short(result).ShouldBeEmpty();
        return result.Katalog.ShouldNotBeNull().Entries.ShouldHaveSingleItem();
    }
}
