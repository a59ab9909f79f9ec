using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Objects;
using Orkestra.Silo.Tests.Rig;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>Whose object it is, on whatever serves the Kubernetes API.</summary>
public abstract class OwnershipTests : AppTests
{
    [Theory]
    [InlineData("""{"LEVEL":"other"}""")]
    [InlineData("""{"LEVEL":"info"}""")]
    [InlineData("""{"DIFFERENT":"key"}""")]
    public async Task An_object_that_belongs_to_somebody_else_is_left_as_it_was_and_the_resource_says_why(string data)
    {
        var foreign = await World.CreateAsync(
            $$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"web-config","namespace":"{{{World.Namespace}}}"},"data":{{{data}}}}""");
        await World.DefineAsync("App");
        await World.StartAsync(Katalogs.App);
        await World.CreateAsync("App", "web", Spec);

        var app = await World.UntilAsync("the App says why", "App", "web", found => found!.ConditionReason("Reconciled") == "ChildBelongsToOther");

        World.Mark();
        await TestKit.Waiting.Eventually.Async("it was tried again", async ct => (await World.Fleet.ListResourcesAsync("app", ct))[0].Errors, errors => errors >= 3, cancellationToken: World.Token);
        (await World.WritesAsync()).Where(request => request.Resource == "configmaps").ShouldBeEmpty("what is known to be foreign is looked at, not written to");
        app!.ConditionMessage("Reconciled").ShouldContain("web-config");
        app!.ConditionMessage("Reconciled").ShouldContain("somebody");
        app!.ConditionStatus("Ready").ShouldBe("False");
        var left = (await World.FindAsync("ConfigMap", "web-config"))!;
        left.Uid.ShouldBe(foreign.Uid);
        left.ResourceVersion.ShouldBe(foreign.ResourceVersion, "nothing was ever written to it, not even to be taken back");
        JsonNode.DeepEquals(left["data"], foreign["data"]).ShouldBeTrue(left.ToJsonString());
        left.Labels.ShouldBeNull(left.ToJsonString());
        left.OwnerReferences.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_somebody_made_in_place_of_a_child_while_nobody_looked_is_left_alone()
    {
        await AppAsync("web");
        BlindFor("configmaps");
        await World.DeleteAsync("ConfigMap", "web-config");
        var foreign = await World.CreateAsync(
            $$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"web-config","namespace":"{{{World.Namespace}}}"},"data":{"LEVEL":"theirs"}}""");

        await World.PatchAsync("App", "web", """{"spec":{"level":"debug"}}""");

        await World.UntilAsync("the App says why", "App", "web", found => found!.ConditionReason("Reconciled") == "ChildBelongsToOther");
        (await World.FindAsync("ConfigMap", "web-config"))!.ResourceVersion.ShouldBe(foreign.ResourceVersion);
    }

    [Fact]
    public async Task An_object_that_only_carries_the_labels_of_a_child_is_left_alone()
    {
        await AppAsync("web");
        var labels = (await World.FindAsync("ConfigMap", "web-config"))!["metadata"]!["labels"]!.ToJsonString();
        await World.StopAsync();
        await World.DeleteAsync("ConfigMap", "web-config");
        var foreign = await World.CreateAsync(
            $$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"web-config","namespace":"{{{World.Namespace}}}","labels":{{{labels}}}},"data":{"LEVEL":"theirs"}}""");

        await World.StartAsync(Katalogs.App);

        await World.UntilAsync("the App says why", "App", "web", found => found!.ConditionReason("Reconciled") == "ChildBelongsToOther");
        (await World.FindAsync("ConfigMap", "web-config"))!.ResourceVersion.ShouldBe(foreign.ResourceVersion);
    }

    [Fact]
    public async Task A_child_that_is_made_once_keeps_what_became_of_it_also_when_its_labels_were_taken_off()
    {
        await World.DefineAsync("Seed");
        await World.StartAsync(Katalogs.Seed);
        await World.CreateAsync("Seed", "s", """{"text":"first"}""");
        await World.UntilSettledAsync("seed", "s");
        await World.PatchAsync("ConfigMap", "s-seed", """{"data":{"text":"grown"},"metadata":{"labels":null}}""");
        await World.StopAsync();

        await World.StartAsync(Katalogs.Seed);
        await World.UntilSettledAsync("seed", "s");

        ((string?)(await World.FindAsync("ConfigMap", "s-seed"))!["data"]!["text"]).ShouldBe("grown");
    }

    [Fact]
    public async Task An_object_that_goes_over_to_another_box_is_that_boxs_from_then_on()
    {
        await World.DefineAsync("Half");
        await World.StartAsync(Katalogs.Halves);
        await World.CreateAsync($$$"""{"apiVersion":"{{{World.Group}}}/v1","kind":"Half","metadata":{"name":"h","namespace":"{{{World.Namespace}}}","labels":{"half":"left"}},"spec":{}}""");
        await World.UntilSettledAsync("left", "h");
        foreach (var half in new[] { "right", "left", "right", "left", "right", "left" })
        {
            await World.PatchAsync("Half", "h", $$$$"""{"metadata":{"labels":{"half":"{{{{half}}}}"}}}""");
            await World.UntilAsync($"the child is of the {half} box", "ConfigMap", "h-half", map => (string?)map!["data"]!["half"] == half);
            await World.UntilSettledAsync(half, "h");
            await World.PatchAsync("ConfigMap", "h-half", """{"data":{"half":"broken"}}""");
            await World.UntilAsync($"the {half} box repairs it", "ConfigMap", "h-half", map => (string?)map!["data"]!["half"] == half);
        }
    }

    [Fact]
    public async Task A_copy_that_somebody_made_of_a_child_is_never_deleted()
    {
        await AppAsync("web");
        var copy = (await World.FindAsync("ConfigMap", "web-config"))!;
        copy["metadata"] = new JsonObject
        {
            ["name"] = "web-config-backup",
            ["namespace"] = World.Namespace,
            ["labels"] = copy["metadata"]!["labels"]!.DeepClone(),
            ["annotations"] = copy["metadata"]!["annotations"]!.DeepClone(),
        };
        await World.CreateAsync(copy.ToJsonString());

        await World.PatchAsync("App", "web", """{"spec":{"level":"debug"}}""");

        await World.UntilAsync("the child says debug", "ConfigMap", "web-config", map => (string?)map!["data"]!["LEVEL"] == "debug");
        await World.UntilSettledAsync("app", "web");
        (await World.FindAsync("ConfigMap", "web-config-backup")).ShouldNotBeNull();
        (await World.WritesAsync()).ShouldNotContain(request => request.Verb == "delete");
    }
}
