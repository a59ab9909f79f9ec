using System.Text.Json.Nodes;
using Orkestra.Silo.Tests.Rig;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>What the status of a custom resource shows, on whatever serves the Kubernetes API.</summary>
public abstract class StatusTests : AppTests
{
    [Fact]
    public async Task Without_a_status_subresource_the_status_goes_to_the_resource_itself()
    {
        await World.DefineAsync("App", statusSubresource: false);
        await World.StartAsync(Katalogs.App);
        await World.CreateAsync("App", "web", Spec);
        await World.UntilSettledAsync("app", "web");

        var app = await World.UntilAsync("a status", "App", "web", found => found!["status"] is not null);

        ((string?)app!["status"]!["phase"]).ShouldBe("Running");
        (await World.FindAsync("ConfigMap", "web-config")).ShouldNotBeNull();
        await World.PatchAsync("App", "web", """{"metadata":{"labels":{"again":"1"}}}""");
        await World.UntilSettledAsync("app", "web");
        (await World.WritesAsync()).Count(request => request.Resource == "apps").ShouldBe(1, "a status write raises the generation here, and must not call for the next one");
    }

    [Fact]
    public async Task A_schema_that_keeps_no_status_gets_none_and_nothing_is_tried_again()
    {
        await World.DefineAsync(
            "App", """{"type":"object","properties":{"spec":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}""", statusSubresource: false);
        await World.StartAsync(Katalogs.App);
        await World.CreateAsync("App", "web", Spec);
        await World.UntilSettledAsync("app", "web");

        (await World.WritesAsync()).Count(request => request.IsIn(World.Namespace)).ShouldBe(3);
        (await World.FindAsync("App", "web"))!["status"].ShouldBeNull();
        (await World.Fleet.FindBoxAsync("app", World.Token))!.Message.ShouldContain("keeps no status");
    }

    [Fact]
    public async Task A_status_field_that_the_schema_does_not_keep_is_not_asked_for_again()
    {
        await World.DefineAsync("App", """
            {"type":"object","properties":{"spec":{"type":"object","x-kubernetes-preserve-unknown-fields":true},
             "status":{"type":"object","properties":{"phase":{"type":"string"}}}}}
            """);
        await World.StartAsync(Katalogs.App);
        await World.CreateAsync("App", "web", Spec);
        await World.UntilSettledAsync("app", "web");
        await World.PatchAsync("App", "web", """{"metadata":{"labels":{"again":"1"}}}""");
        await World.UntilSettledAsync("app", "web");

        (await World.WritesAsync()).Count(request => request.Subresource == "status").ShouldBe(1);
        (await World.FindAsync("App", "web"))!["status"]!.ToJsonString().ShouldBe("""{"phase":"Running"}""");
    }

    [Fact]
    public async Task A_condition_of_somebody_else_is_kept_and_transition_times_move_only_on_a_change()
    {
        await AppAsync("web");
        var before = (await World.FindAsync("App", "web"))!;
        var conditions = (JsonArray)before["status"]!["conditions"]!.DeepClone();
        conditions.Add(JsonNode.Parse("""{"type":"Audited","status":"True","reason":"Fine","message":"","lastTransitionTime":"2020-01-01T00:00:00Z"}"""));
        await World.PatchAsync("App", "web", $$$"""{"status":{"conditions":{{{conditions.ToJsonString()}}}}}""", subresource: "status");

        await World.PatchAsync("App", "web", """{"spec":{"level":"debug"}}""");

        var app = await World.UntilAsync("generation 2 is observed", "App", "web", found => (long?)found!["status"]!["observedGeneration"] == 2);
        app!.ConditionStatus("Audited").ShouldBe("True");
        app!.Condition("Reconciled")!["lastTransitionTime"]!.ToString().ShouldBe(before.Condition("Reconciled")!["lastTransitionTime"]!.ToString());
    }
}
