using Orkestra.Katalog.Model;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Loading;

/// <summary>What an operator box does besides making children: it is understood as a whole, and said where this version does not execute it.</summary>
public sealed class BehaviourTests
{
    [Fact]
    public async Task Cleanup_is_understood_and_keeps_the_entry_from_being_run()
    {
        var entry = await LoadAsync("runtime: { cleanup: { deleteAfter: 2d, when: [ { field: status.phase, equals: Done } ] } }", "ORK1035 9:20 spec.crds.shop.operatorBox.runtime.cleanup");

        entry.Cleanup.ShouldNotBeNull().DeleteAfter.ShouldBe(TimeSpan.FromDays(2));
        entry.Cleanup!.Conditions.When.Length.ShouldBe(1);
        entry.NotExecuted.ShouldHaveSingleItem().Message.ShouldStartWith("cleanup is checked, but not executed");
    }

    [Fact]
    public async Task Events_are_understood_and_left_out_without_harm()
    {
        var entry = await LoadAsync(
            "emit: { events: { grew: { type: Warning, reason: Grew, message: \"now {{ .spec.replicas }}\", on: [ success ], when: [ { field: spec.replicas, greaterThan: 5 } ] } } }",
            "ORK1035 9:17 spec.crds.shop.operatorBox.emit.events");

        var grew = entry.Events.ShouldHaveSingleItem();
        (grew.Name, grew.Type, grew.OnSuccess, grew.OnFailure).ShouldBe(("grew", "Warning", true, false));
        grew.Message!.Written.ShouldBe("now {{ .spec.replicas }}");
        entry.NotExecuted.ShouldBeEmpty();
    }

    [Fact]
    public async Task Autoscale_of_a_workload_is_understood_and_keeps_the_entry_from_being_run()
    {
        var entry = await LoadAsync(
            "onReconcile: { deployments: [ { image: a, autoscale: { min: 1, max: \"{{ .spec.max }}\", cooldown: 2m, scaleUp: { increment: 2, conditions: { or: [ { field: spec.a, equals: b } ] } }, scaleDown: { target: 1, conditions: { when: [ { field: spec.a, equals: c } ] } } } } ] }",
            "ORK1035 9:51 spec.crds.shop.operatorBox.onReconcile.deployments[0].autoscale");

        var autoscale = entry.Resources.ShouldHaveSingleItem().Autoscale.ShouldNotBeNull();
        autoscale.Cooldown.ShouldBe(TimeSpan.FromMinutes(2));
        autoscale.Max!.Written.ShouldBe("{{ .spec.max }}");
        autoscale.Up!.By!.ConstantText.ShouldBe("2");
        autoscale.Up.Conditions.Or.Length.ShouldBe(1);
        autoscale.Down!.Target!.ConstantText.ShouldBe("1");
        entry.NotExecuted.ShouldHaveSingleItem();
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
    public async Task A_mistake_is_told(string lines, string id) => (await Found.InAsync(Found.Box(lines))).Where(found => !found.StartsWith("ORK1035", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldStartWith(id);

    private static async Task<CrdEntry> LoadAsync(string lines, string finding)
    {
        var result = await Sources.WithCrd().LoadAsync(Found.Box(lines));
        Found.Short(result).ShouldBe([finding]);
        return result.Katalog.ShouldNotBeNull().Entries.ShouldHaveSingleItem();
    }
}
