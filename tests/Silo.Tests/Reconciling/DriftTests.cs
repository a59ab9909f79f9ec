using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Objects;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>What is changed behind the observer's back is put right, on whatever serves the Kubernetes API.</summary>
public abstract class DriftTests : AppTests
{
    [Fact]
    public async Task A_deleted_child_is_made_again()
    {
        await AppAsync("web");
        var before = (await World.FindAsync("ConfigMap", "web-config"))!.Uid;

        await World.DeleteAsync("ConfigMap", "web-config");

        await World.UntilAsync("a new ConfigMap", "ConfigMap", "web-config", map => map is not null && map.Uid != before);
    }

    [Fact]
    public async Task An_edited_child_is_put_right()
    {
        await AppAsync("web");

        await World.PatchAsync("ConfigMap", "web-config", """{"data":{"LEVEL":"trace"}}""");

        await World.UntilAsync("the ConfigMap says info again", "ConfigMap", "web-config", map => (string?)map!["data"]!["LEVEL"] == "info");
    }

    [Fact]
    public async Task A_child_whose_labels_were_taken_off_gets_them_back()
    {
        await AppAsync("web");
        var before = (await World.FindAsync("ConfigMap", "web-config"))!.Uid;

        await World.PatchAsync("ConfigMap", "web-config", """{"metadata":{"labels":null}}""");

        await World.UntilAsync("the ConfigMap is labelled again", "ConfigMap", "web-config", map => map!.Label("orkestra.orkspace.io/managed") == "true");
        (await World.FindAsync("ConfigMap", "web-config"))!.Uid.ShouldBe(before);
        await World.UntilSettledAsync("app", "web");
    }

    [Fact]
    public async Task A_scaled_child_is_scaled_back()
    {
        await AppAsync("web");

        await World.PatchAsync("Deployment", "web", """{"spec":{"replicas":3}}""", subresource: "scale");

        await World.UntilAsync("zero replicas again", "Deployment", "web", deployment => (int?)deployment!["spec"]!["replicas"] == 0);
    }

    [Fact]
    public async Task A_field_that_somebody_else_set_survives()
    {
        await AppAsync("web");
        await World.PatchAsync("ConfigMap", "web-config", """{"data":{"FOREIGN":"mine"},"metadata":{"annotations":{"somebody/note":"keep"}}}""");

        await World.PatchAsync("App", "web", """{"spec":{"level":"debug"}}""");

        var map = await World.UntilAsync("the ConfigMap says debug", "ConfigMap", "web-config", found => (string?)found!["data"]!["LEVEL"] == "debug");
        ((string?)map!["data"]!["FOREIGN"]).ShouldBe("mine");
        map.Annotation("somebody/note").ShouldBe("keep");
    }

    [Fact]
    public async Task A_child_that_went_while_nobody_looked_is_made_again_in_the_pass_that_needs_it()
    {
        await AppAsync("web");
        BlindFor("configmaps");
        await World.DeleteAsync("ConfigMap", "web-config");
        World.Mark();

        await World.PatchAsync("App", "web", """{"spec":{"level":"debug"}}""");

        var map = await World.UntilAsync("the ConfigMap is back", "ConfigMap", "web-config", found => (string?)found?["data"]!["LEVEL"] == "debug");
        (await World.RequestsAsync()).Where(request => request.Resource == "configmaps").Select(request => $"{request.Verb} {request.StatusCode}").ShouldBe(["patch 409", "patch 201"]);
        OwnedMetadata(map!).ShouldNotContain("f:uid");
        await World.UntilSettledAsync("app", "web");
    }

    [Fact]
    public async Task A_second_apply_names_the_uid_of_its_child_and_owns_it_not()
    {
        await AppAsync("web");

        await World.PatchAsync("App", "web", """{"spec":{"level":"debug"}}""");

        var map = await World.UntilAsync("the ConfigMap says debug", "ConfigMap", "web-config", found => (string?)found!["data"]!["LEVEL"] == "debug");
        OwnedMetadata(map!).ShouldBe(["f:annotations", "f:labels", "f:ownerReferences"], ignoreOrder: true);
    }

    private static IEnumerable<string> OwnedMetadata(JsonObject obj) =>
        obj["metadata"]!["managedFields"]!.AsArray().Where(entry => (string?)entry!["manager"] == "orkestra-runtime").SelectMany(entry => entry!["fieldsV1"]!["f:metadata"]!.AsObject().Select(field => field.Key));
}
