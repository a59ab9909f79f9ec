using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Rendering;

/// <summary>When passes are made, as far as the entry decides it.</summary>
public sealed class TuningTests
{
    [Theory]
    [InlineData("""{ "every": "90s", "again": true }""", 90)]
    [InlineData("""{ "every": "10ms", "again": true }""", 1)]
    [InlineData("""{ "every": "90s", "again": false }""", null)]
    [InlineData("""{ "again": true }""", null)]
    public async Task A_pass_comes_back_after_its_time_while_the_conditions_hold(string spec, int? seconds)
    {
        var entry = await Render.EntryAsync("reconcile: { requeue: { after: \"{{ .spec.every }}\", when: [ { field: spec.again, equals: \"true\" } ] } }");

        TuningRenderer.RequeueAfter(entry, Render.Context(spec))?.TotalSeconds.ShouldBe(seconds!.Value);
        (TuningRenderer.RequeueAfter(entry, Render.Context(spec)) is null).ShouldBe(seconds is null);
    }

    [Fact]
    public async Task A_time_that_is_none_is_told_with_its_place()
    {
        var entry = await Render.EntryAsync("reconcile: { requeue: { after: \"{{ .spec.every }}\" } }");

        var failure = Should.Throw<RenderException>(() => TuningRenderer.RequeueAfter(entry, Render.Context("""{ "every": "soon" }"""))).Failures.ShouldHaveSingleItem();

        failure.Message.ShouldBe("requeue needs a duration, and this is soon");
        failure.Place.YamlPath.ShouldEndWith("requeue.after");
    }

    [Fact]
    public async Task What_requeue_reads_of_the_status_steps_a_state_machine() =>
        (await Render.EntryAsync("reconcile: { requeue: { after: 5s, when: [ { field: status.phase, equals: Waiting } ] } }")).Reads.Status.IsEmpty.ShouldBeFalse();

    [Theory]
    [InlineData("onLimit: { when: [ { field: spec.level, equals: low } ] }", "low", false, false)]
    [InlineData("onLimit: { when: [ { field: spec.level, equals: low } ] }", "low", true, true)]
    [InlineData("onLimit: { when: [ { field: spec.level, equals: low } ] }", "high", true, false)]
    [InlineData("onLimit: { drop: false }", "low", true, false)]
    [InlineData("onThreshold: { value: 80 }", "high", false, true)]
    [InlineData("onThreshold: { value: 80, when: [ { field: spec.level, equals: low } ] }, onLimit: {}", "high", true, true)]
    public async Task What_waits_beside_a_deep_queue_is_said_by_its_conditions(string behaviour, string level, bool isFull, bool defers)
    {
        var entry = await Render.EntryAsync($"reconcile: {{ queue: {{ maxDepth: 10, behaviour: {{ {behaviour} }} }} }}");

        TuningRenderer.Defers(entry, Render.Context($$"""{ "level": "{{level}}" }""").CustomResource, isFull, Render.Noon).ShouldBe(defers);
    }

    [Fact]
    public async Task A_box_is_scaled_by_its_own_figures_and_by_those_of_others()
    {
        var entry = await Render.EntryAsync("runtime: { autoscale: { conditions: { or: [ { field: metrics.workersIdlePercent, lessThan: 20 }, { field: cross.db.metrics.queueDepth, greaterThan: 80 } ] }, do: { workers: 8 } } }");
        var busy = new BoxFigures(90, 0, 0, 0);
        var idle = busy with { WorkersBusyPercent = 10 };

        TuningRenderer.IsScaled(entry, busy, null, Render.Noon).ShouldBeTrue();
        TuningRenderer.IsScaled(entry, idle, null, Render.Noon).ShouldBeFalse();
        TuningRenderer.IsScaled(entry, idle, new System.Text.Json.Nodes.JsonObject { ["db"] = new System.Text.Json.Nodes.JsonObject { ["metrics"] = TuningRenderer.Shown(busy with { QueueDepth = 100 }) } }, Render.Noon).ShouldBeTrue();
    }
}
