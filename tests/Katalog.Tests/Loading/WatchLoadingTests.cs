using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Loading;

/// <summary>What <c>observe.watch</c> and <c>observe.events</c> are loaded as.</summary>
public sealed class WatchLoadingTests
{
    [Fact]
    public async Task A_gate_of_a_watch_reads_the_watched_object_and_not_the_custom_resource() =>
        (await Found.InAsync(Found.Box("observe: { watch: [ { apiVersion: apps/v1, kind: Deployment, enqueueGate: { when: [ { field: status.readyReplicas, greaterThan: 0 } ] } } ] }"))).ShouldBeEmpty();

    [Theory]
    [InlineData("watch: [ { apiVersion: v1, kind: Secret } ]", true, false)]
    [InlineData("watch: [ { apiVersion: v1, kind: Secret, enqueueGate: { sentinels: [ labelsChanged ] } } ]", true, false)]
    [InlineData("watch: [ { apiVersion: v1, kind: Secret, enqueueGate: { when: [ { field: metadata.labels.a, equals: b } ] } } ]", true, false)]
    [InlineData("watch: [ { apiVersion: v1, kind: Secret, enqueueGate: { when: [ { field: type, equals: b } ] } } ]", true, true)]
    [InlineData("watch: [ { apiVersion: v1, kind: Secret, on: [ update ], enqueueGate: { when: [ { field: type, equals: b } ] } } ]", false, false)]
    [InlineData("events: { burned: { reason: Burned } }", false, false)]
    [InlineData("events: { burned: { reason: Burned, on: [ delete ] } }", true, true)]
    public async Task The_whole_of_what_went_is_kept_only_where_it_is_asked_for(string observe, bool onDelete, bool readsWhatWent)
    {
        var loaded = await Sources.WithCrd().LoadAsync(Found.Box($"observe: {{ {observe} }}"));

        var watch = loaded.Katalog.ShouldNotBeNull(string.Join('\n', loaded.Diagnostics)).Entries[0].Watches.ShouldHaveSingleItem();
        (watch.OnDelete, watch.ReadsWhatWent).ShouldBe((onDelete, readsWhatWent));
    }
}
