using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Kubernetes.Objects;
using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Waiting;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>What rules make of a custom resource, on whatever serves the Kubernetes API.</summary>
public abstract class RuleTests : AppTests
{
    private const string Rules = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: ruled }
        spec:
          crds:
            app:
              apiTypes: { group: GROUP, version: v1, kind: App, plural: apps }
              admission:
                mutation:
                  rules: [ { field: spec.replicas, default: 2, valueType: int } ]
                validation:
                  rules:
                    - { field: spec.image, prefix: "registry.example/", message: "use our registry" }
                    - { field: spec.replicas, greaterThan: 0, message: "at least one" }
                    - { field: spec.budget, operator: exists, action: warn, message: "set a budget for {{ .metadata.name }}" }
              operatorBox:
                reconcile:
                  resync: 1s
                  onReconcile:
                    configMaps: [ { name: "{{ .metadata.name }}-config", data: { image: "{{ .spec.image }}", replicas: "{{ .spec.replicas }}" } } ]
                emit:
                  status: { fields: [ { path: phase, value: Running } ] }
        """;

    private const string Bad = """{"image":"elsewhere/nginx","replicas":0}""";

    [Fact]
    public async Task A_denied_resource_gets_a_condition_that_tells_every_violation_and_nothing_else()
    {
        await StartAsync();
        await World.CreateAsync("App", "web", Bad);

        var app = (await World.UntilAsync("the App says why it is denied", "App", "web", found => found!.Condition("ValidationFailed") is not null))!;

        var failed = app.Condition("ValidationFailed")!;
        ((string?)failed["status"]).ShouldBe("True");
        ((string?)failed["reason"]).ShouldBe("DenyRuleViolation");
        ((string?)failed["message"]).ShouldBe("spec.image: use our registry; spec.replicas: at least one");
        var warned = app.Condition("ValidationWarning")!;
        ((string?)warned["status"], (string?)warned["reason"], (string?)warned["message"]).ShouldBe(("True", "WarnRuleViolation", "spec.budget: set a budget for web"));
        (app.ConditionStatus("Ready"), app.ConditionReason("Ready")).ShouldBe(("False", "DenyRuleViolation"));
        app.ConditionStatus("Stalled").ShouldBe("True");
        app["status"]!["phase"].ShouldBeNull("what is only shown after a success is not shown");
        app.Finalizers.ShouldBeEmpty();
        (await World.FindAsync("ConfigMap", "web-config")).ShouldBeNull();
        (await World.WritesAsync()).Where(request => request.IsIn(World.Namespace)).Select(request => $"{request.Verb} {request.Resource}/{request.Subresource}").ShouldBe(["patch apps/status"]);
    }

    [Fact]
    public async Task A_denied_resource_is_a_settled_result_that_is_not_tried_again_and_asks_the_server_for_nothing()
    {
        await StartAsync();
        await World.CreateAsync("App", "web", Bad);
        var view = await UntilDeniedAsync("web");
        view.Errors.ShouldBe(0);
        view.Violations.Select(violation => (violation.Field, violation.IsWarning)).ShouldBe([("spec.image", false), ("spec.replicas", false), ("spec.budget", true)]);
        var box = (await World.Fleet.FindBoxAsync("app", World.Token))!;
        (box.DeniedCount, box.Delayed, box.FailedReconciles, box.ConsecutiveFailures).ShouldBe((1, 0, 0, 0));
        var passes = view.Passes;
        World.Mark();

        await Eventually.Async("three resyncs", async ct => (await World.Fleet.FindBoxAsync("app", ct))!.Resyncs, resyncs => resyncs >= box.Resyncs + 3, cancellationToken: World.Token);

        (await World.RequestsAsync()).Where(request => request.IsIn(World.Namespace)).Select(request => request.ToString()).ShouldBeEmpty();
        (await UntilDeniedAsync("web")).Passes.ShouldBe(passes);
        (await World.Fleet.FindBoxAsync("app", World.Token))!.State.ShouldBe(BoxState.Healthy);
    }

    [Fact]
    public async Task An_observer_that_starts_again_writes_nothing_for_a_denied_resource()
    {
        await StartAsync();
        await World.CreateAsync("App", "web", Bad);
        await UntilDeniedAsync("web");

        await World.StopAsync();
        await World.StartAsync(Rules);
        await UntilDeniedAsync("web");

        (await World.WritesAsync()).Select(request => request.ToString()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_denied_resource_that_is_corrected_gets_its_children_and_the_condition_is_taken_back()
    {
        await StartAsync();
        await World.CreateAsync("App", "web", Bad);
        await UntilDeniedAsync("web");

        await World.PatchAsync("App", "web", """{"spec":{"image":"registry.example/nginx","replicas":null,"budget":"10"}}""");
        await World.UntilSettledAsync("app", "web");

        var app = (await World.FindAsync("App", "web"))!;
        (app.ConditionStatus("ValidationFailed"), app.ConditionReason("ValidationFailed")).ShouldBe(("False", "ValidationPassed"));
        (app.ConditionStatus("ValidationWarning"), app.ConditionReason("ValidationWarning")).ShouldBe(("False", "NoWarnings"));
        app.ConditionStatus("Reconciled").ShouldBe("True");
        ((string?)(await World.FindAsync("ConfigMap", "web-config"))!["data"]!["replicas"]).ShouldBe("2", "the default of the mutation rule");
    }

    [Fact]
    public async Task A_resource_that_becomes_denied_keeps_its_children_as_they_are()
    {
        await StartAsync();
        await World.CreateAsync("App", "web", """{"image":"registry.example/nginx:1","budget":"10"}""");
        await World.UntilSettledAsync("app", "web");
        (await World.FindAsync("App", "web"))!.Condition("ValidationFailed").ShouldBeNull("what never failed is not spoken of");
        World.Mark();

        await World.PatchAsync("App", "web", """{"spec":{"image":"elsewhere/nginx:2"}}""");
        await UntilDeniedAsync("web");

        ((string?)(await World.FindAsync("ConfigMap", "web-config"))!["data"]!["image"]).ShouldBe("registry.example/nginx:1");
        (await World.WritesAsync()).Where(request => request.IsIn(World.Namespace)).Select(request => $"{request.Verb} {request.Resource}/{request.Subresource}").ShouldBe(["patch apps/status"]);
        await World.DeleteAsync("App", "web");
        await World.UntilAsync("a denied App can be deleted", "App", "web", found => found is null);
    }

    [Fact]
    public async Task A_definition_that_allows_what_was_denied_makes_the_children()
    {
        await StartAsync();
        await World.CreateAsync("App", "web", """{"image":"elsewhere/nginx"}""");
        await UntilDeniedAsync("web");

        await World.StopAsync();
        await World.StartAsync(Rules.Replace("registry.example/", "elsewhere/", StringComparison.Ordinal));

        await World.UntilSettledAsync("app", "web");
        (await World.FindAsync("ConfigMap", "web-config")).ShouldNotBeNull();
        (await World.FindAsync("App", "web"))!.ConditionStatus("ValidationFailed").ShouldBe("False");
    }

    [Fact]
    public async Task A_warning_is_told_and_hinders_nothing()
    {
        await StartAsync();
        await World.CreateAsync("App", "web", """{"image":"registry.example/nginx"}""");
        await World.UntilSettledAsync("app", "web");

        var app = (await World.FindAsync("App", "web"))!;
        (app.ConditionStatus("ValidationWarning"), app.ConditionMessage("ValidationWarning")).ShouldBe(("True", "spec.budget: set a budget for web"));
        app.ConditionStatus("Reconciled").ShouldBe("True");
        app.Condition("ValidationFailed").ShouldBeNull();
        (await World.FindAsync("ConfigMap", "web-config")).ShouldNotBeNull();
        World.Mark();

        await World.PatchAsync("App", "web", """{"metadata":{"labels":{"x":"y"}}}""");
        await World.UntilSettledAsync("app", "web");
        (await World.WritesAsync()).Where(request => request.IsIn(World.Namespace)).ShouldBeEmpty("the status says it already");
    }

    private async Task StartAsync()
    {
        await World.DefineAsync("App");
        await World.StartAsync(Rules);
    }

    private Task<CustomResourceView> UntilDeniedAsync(string name) => UntilSeenAsync(name, view => view.Denied);
}
