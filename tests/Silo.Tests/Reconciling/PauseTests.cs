using System.Text.Json.Nodes;
using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Waiting;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>What is paused is left alone, on whatever serves the Kubernetes API.</summary>
public abstract class PauseTests : AppTests
{
    private const string Pause = "orkestra.orkspace.io/pause";

    [Fact]
    public async Task A_paused_custom_resource_gets_no_write_until_the_annotation_goes()
    {
        await World.DefineAsync("App");
        await World.StartAsync(Katalogs.App);
        await CreatePausedAsync("web", $$"""{"{{Pause}}":"true","{{Pause}}-reason":"the disk is changed"}""");
        var view = await UntilSeenAsync("web", seen => seen.Paused is not null);
        view.Paused.ShouldBe(new PauseView("custom resource", "the disk is changed", null, null));
        await World.PatchAsync("App", "web", """{"spec":{"level":"debug"}}""");
        await UntilSeenAsync("web", seen => seen.Generation == 2 && seen.Paused is not null);

        (await World.RequestsAsync()).Where(request => request.IsIn(World.Namespace)).ShouldBeEmpty();
        (await World.Fleet.FindBoxAsync("app", World.Token))!.PausedCount.ShouldBe(1);

        await World.PatchAsync("App", "web", $$$$"""{"metadata":{"annotations":{"{{{{Pause}}}}":null}}}""");
        await World.UntilSettledAsync("app", "web");
        ((string?)(await World.FindAsync("ConfigMap", "web-config"))!["data"]!["LEVEL"]).ShouldBe("debug");
        (await World.Fleet.FindBoxAsync("app", World.Token))!.PausedCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_pause_ends_by_itself_at_its_time()
    {
        await World.DefineAsync("App");
        await World.StartAsync(Katalogs.App);
        await CreatePausedAsync("web", $$"""{"{{Pause}}":"true","{{Pause}}-until":"{{DateTimeOffset.UtcNow.AddSeconds(4):yyyy-MM-dd'T'HH:mm:ss'Z'}}"}""");
        await UntilSeenAsync("web", seen => seen.Paused is { Until: not null });

        await World.UntilSettledAsync("app", "web");
    }

    [Fact]
    public async Task A_time_that_is_none_is_told_and_a_deletion_is_not_held_up()
    {
        await World.DefineAsync("App");
        await World.StartAsync(Katalogs.App);
        await CreatePausedAsync("web", $$"""{"{{Pause}}":"true","{{Pause}}-until":"tomorrow"}""");
        await Eventually.Async(
            "the box tells it", async ct => (await World.Fleet.FindBoxAsync("app", ct))!.Message, message => message.Contains($"{World.Namespace}/web: {Pause}-until is no RFC 3339 time: tomorrow", StringComparison.Ordinal), cancellationToken: World.Token);

        await World.DeleteAsync("App", "web");
        await World.UntilAsync("it is gone", "App", "web", found => found is null);
    }

    [Fact]
    public async Task A_paused_namespace_and_a_paused_CRD_pause_all_that_is_in_them()
    {
        await AppAsync("web");
        await AnnotateAsync(new GroupVersionKind("", "v1", "Namespace"), World.Namespace, "true");
        await UntilSeenAsync("web", seen => seen.Paused is { By: "namespace" });
        World.Mark();
        await World.PatchAsync("App", "web", """{"spec":{"level":"debug"}}""");
        await World.PatchAsync("ConfigMap", "web-config", """{"data":{"LEVEL":"mine"}}""");
        await AnnotateAsync(Definitions, $"apps.{World.Group}", "true");
        await AnnotateAsync(new GroupVersionKind("", "v1", "Namespace"), World.Namespace, null);
        await UntilSeenAsync("web", seen => seen is { Generation: 2, Paused.By: "CRD" });
        (await World.RequestsAsync()).Where(request => request.IsIn(World.Namespace)).ShouldBeEmpty();

        await AnnotateAsync(Definitions, $"apps.{World.Group}", null);

        await World.UntilAsync("what was held back is made good", "ConfigMap", "web-config", map => (string?)map!["data"]!["LEVEL"] == "debug");
    }

    [Fact]
    public async Task A_new_observer_leaves_alone_what_was_paused_before()
    {
        await AppAsync("web");
        await World.StopAsync();
        await AnnotateAsync(new GroupVersionKind("", "v1", "Namespace"), World.Namespace, "true");
        await World.PatchAsync("App", "web", """{"spec":{"level":"debug"}}""");

        await World.StartAsync(Katalogs.App);
        await UntilSeenAsync("web", seen => seen.Paused is not null);

        (await World.WritesAsync()).Where(request => request.IsIn(World.Namespace)).ShouldBeEmpty();
    }

    private static GroupVersionKind Definitions => new("apiextensions.k8s.io", "v1", "CustomResourceDefinition");

    private Task<JsonObject> CreatePausedAsync(string name, string annotations) => World.CreateAsync(
        $$$"""{"apiVersion":"{{{World.Group}}}/v1","kind":"App","metadata":{"name":"{{{name}}}","namespace":"{{{World.Namespace}}}","annotations":{{{annotations}}}},"spec":{{{Spec}}}}""");

    private async Task AnnotateAsync(GroupVersionKind kind, string name, string? value)
    {
        var resource = (await World.Admin.Discovery.FindAsync(kind, World.Token))!;
        var patch = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [Pause] = value } } };
        await World.Admin.PatchAsync(resource, new ObjectName(null, name), PatchKind.Merge, patch, new WriteOptions { FieldManager = "somebody" }, World.Token);
    }
}
