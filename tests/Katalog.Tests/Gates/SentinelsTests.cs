using System.Text.Json.Nodes;
using Orkestra.Katalog.Gates;
using Orkestra.Katalog.Rendering;
using Orkestra.Katalog.Tests.Rendering;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Gates;

public sealed class SentinelsTests
{
    [Theory]
    [InlineData("{}", "{}", "")]
    [InlineData("""{ "generation": 1 }""", """{ "generation": 2 }""", "generationChanged")]
    [InlineData("""{ "labels": { "a": "b" } }""", "{}", "labelsChanged")]
    [InlineData("{}", """{ "annotations": { "a": "b" } }""", "annotationsChanged")]
    [InlineData("{}", """{ "deletionTimestamp": "2026-01-01T00:00:00Z" }""", "deletionStarted")]
    [InlineData("{}", """{ "finalizers": [ "a" ] }""", "finalizersChanged")]
    [InlineData("{}", """{ "ownerReferences": [ {} ] }""", "ownerReferenceChanged")]
    [InlineData("""{ "resourceVersion": "1" }""", """{ "resourceVersion": "2" }""", "resourceVersionChanged,managedFieldsChanged")]
    public void A_sentinel_says_what_changed(string before, string now, string changed) =>
        Sentinels.Of(Object(before), Object(now)).Order(StringComparer.Ordinal).ShouldBe(changed.Split(',', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));

    [Fact]
    public void What_was_made_changed_in_everything_but_its_deletion()
    {
        var another = Object("""{ "uid": "other" }""");

        Sentinels.Of(null, Object("{}")).ShouldBe(Sentinels.Names.Where(name => name != "deletionStarted"), ignoreOrder: true);
        Sentinels.Of(another, Object("""{ "uid": "u" }""")).ShouldContain("generationChanged");
        Sentinels.Of(null, Object("""{ "deletionTimestamp": "x" }""")).Count.ShouldBe(Sentinels.Names.Length);
    }

    [Fact]
    public async Task A_gate_at_the_queue_decides_about_events_and_one_before_passes_about_passes()
    {
        var atQueue = await Render.EntryAsync("preReconcile: { sentinels: [ labelsChanged ], enqueueGate: { sentinels: [ labelsChanged, generationChanged ] } }");
        var before = Object("""{ "generation": 1, "name": "corner" }""");

        atQueue.ReadsChanges.ShouldBeTrue();
        GateKeeper.LetsIn(atQueue, before, Object("""{ "generation": 2, "name": "corner" }""")).ShouldBeFalse("both ask");
        GateKeeper.LetsIn(atQueue, before, Object("""{ "generation": 1, "name": "corner", "labels": { "a": "b" } }""")).ShouldBeTrue();
        GateKeeper.Ask(atQueue, Render.Context()).IsOpen.ShouldBeTrue("no event is asked about");

        var atPass = await Render.EntryAsync("preReconcile: { reconcileGate: { sentinels: [ generationChanged ] } }");
        GateKeeper.Ask(atPass, Render.Context()).IsOpen.ShouldBeFalse();
        GateKeeper.Ask(atPass, Render.Context() with { Change = new ObjectChange(null) }).IsOpen.ShouldBeTrue();
        (await Render.EntryAsync("preReconcile: { reconcileGate: { when: [ { field: spec.a, equals: b } ] } }")).ReadsChanges.ShouldBeFalse();
    }

    private static JsonObject Object(string metadata) => new() { ["metadata"] = JsonNode.Parse(metadata) };
}
