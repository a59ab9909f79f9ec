using System.Text.Json.Nodes;
using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Kubernetes.Objects;
using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Waiting;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>What rules and gates make of a custom resource, on whatever serves the Kubernetes API.</summary>
public abstract class RuleTests : WorldTests
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

    private const string Gate = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: gated }
        spec:
          crds:
            app:
              apiTypes: { group: GROUP, version: v1, kind: App, plural: apps }
              operatorBox:
                preReconcile:
                  when: [ { field: "{{ .spec.enabled }}", equals: "true" } ]
                reconcile:
                  onReconcile:
                    configMaps: [ { name: "{{ .metadata.name }}-config", data: { a: b } } ]
        """;

    private const string ReconcileGate = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: gated }
        spec:
          crds:
            app:
              apiTypes: { group: GROUP, version: v1, kind: App, plural: apps }
              operatorBox:
                preReconcile:
                  reconcileGate: { failPolicy: closed, when: [ { field: spec.paused, notEquals: "true" } ] }
                reconcile:
                  resync: 1s
                  onReconcile:
                    configMaps: [ { name: "{{ .metadata.name }}-config", data: { level: "{{ .spec.level }}" } } ]
                emit:
                  status: { fields: [ { path: level, value: "{{ .spec.level }}" } ] }
        """;

    private const string Waiting = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: waiting }
        spec:
          crds:
            app:
              apiTypes: { group: GROUP, version: v1, kind: App, plural: apps }
              dependsOn: { note: started, archive: healthy }
              operatorBox:
                onReconcile: { configMaps: [ { name: "{{ .metadata.name }}-config", data: { a: b } } ] }
            note:
              apiTypes: { group: GROUP, version: v1, kind: Note, plural: notes }
              operatorBox:
                onReconcile: { configMaps: [ { name: "{{ .metadata.name }}-note", data: { a: b } } ] }
        """;

    private const string Bad = """{"image":"elsewhere/nginx","replicas":0}""";

    [Fact]
    public async Task A_denied_resource_gets_a_condition_that_tells_every_violation_and_nothing_else()
    {
        await StartAsync();
        await World.CreateAsync("App", "web", Bad);

        var app = (await World.UntilAsync("the App says why it is denied", "App", "web", found => Condition(found!, "ValidationFailed") is not null))!;

        var failed = Condition(app, "ValidationFailed")!;
        ((string?)failed["status"]).ShouldBe("True");
        ((string?)failed["reason"]).ShouldBe("DenyRuleViolation");
        ((string?)failed["message"]).ShouldBe("spec.image: use our registry; spec.replicas: at least one");
        var warned = Condition(app, "ValidationWarning")!;
        ((string?)warned["status"], (string?)warned["reason"], (string?)warned["message"]).ShouldBe(("True", "WarnRuleViolation", "spec.budget: set a budget for web"));
        ((string?)Condition(app, "Ready")!["status"], (string?)Condition(app, "Ready")!["reason"]).ShouldBe(("False", "DenyRuleViolation"));
        ((string?)Condition(app, "Stalled")!["status"]).ShouldBe("True");
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
        (Text(app, "ValidationFailed", "status"), Text(app, "ValidationFailed", "reason")).ShouldBe(("False", "ValidationPassed"));
        (Text(app, "ValidationWarning", "status"), Text(app, "ValidationWarning", "reason")).ShouldBe(("False", "NoWarnings"));
        Text(app, "Reconciled", "status").ShouldBe("True");
        ((string?)(await World.FindAsync("ConfigMap", "web-config"))!["data"]!["replicas"]).ShouldBe("2", "the default of the mutation rule");
    }

    [Fact]
    public async Task A_resource_that_becomes_denied_keeps_its_children_as_they_are()
    {
        await StartAsync();
        await World.CreateAsync("App", "web", """{"image":"registry.example/nginx:1","budget":"10"}""");
        await World.UntilSettledAsync("app", "web");
        Condition((await World.FindAsync("App", "web"))!, "ValidationFailed").ShouldBeNull("what never failed is not spoken of");
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
        Text((await World.FindAsync("App", "web"))!, "ValidationFailed", "status").ShouldBe("False");
    }

    [Fact]
    public async Task A_warning_is_told_and_hinders_nothing()
    {
        await StartAsync();
        await World.CreateAsync("App", "web", """{"image":"registry.example/nginx"}""");
        await World.UntilSettledAsync("app", "web");

        var app = (await World.FindAsync("App", "web"))!;
        (Text(app, "ValidationWarning", "status"), Text(app, "ValidationWarning", "message")).ShouldBe(("True", "spec.budget: set a budget for web"));
        Text(app, "Reconciled", "status").ShouldBe("True");
        Condition(app, "ValidationFailed").ShouldBeNull();
        (await World.FindAsync("ConfigMap", "web-config")).ShouldNotBeNull();
        World.Mark();

        await World.PatchAsync("App", "web", """{"metadata":{"labels":{"x":"y"}}}""");
        await World.UntilSettledAsync("app", "web");
        (await World.WritesAsync()).Where(request => request.IsIn(World.Namespace)).ShouldBeEmpty("the status says it already");
    }

    [Fact]
    public async Task A_closed_gate_is_shown_until_it_opens()
    {
        await World.DefineAsync("App");
        await World.StartAsync(Gate);
        await World.CreateAsync("App", "web", """{"enabled":false}""");
        await World.CreateAsync("App", "api", """{"enabled":true}""");
        await World.UntilSettledAsync("app", "web", "api");

        (await World.Fleet.FindBoxAsync("app", World.Token))!.GatedCount.ShouldBe(1);
        (await World.Fleet.ListResourcesAsync("app", World.Token)).Where(view => view.Gated).Select(view => view.Name).ShouldBe(["web"]);
        (await World.FindAsync("ConfigMap", "web-config")).ShouldBeNull();
        (await World.FindAsync("ConfigMap", "api-config")).ShouldNotBeNull();

        await World.PatchAsync("App", "web", """{"spec":{"enabled":true}}""");
        await World.UntilAsync("the gate is open", "ConfigMap", "web-config", map => map is not null);
        await World.UntilSettledAsync("app", "web");
        (await World.Fleet.FindBoxAsync("app", World.Token))!.GatedCount.ShouldBe(0);

        await World.PatchAsync("App", "web", """{"spec":{"enabled":false}}""");
        await World.UntilAsync("the gate is closed again", "ConfigMap", "web-config", map => map is null);
        await World.UntilSettledAsync("app", "web");
        (await World.Fleet.FindBoxAsync("app", World.Token))!.GatedCount.ShouldBe(1);
    }

    [Fact]
    public async Task A_closed_reconcile_gate_writes_nothing_and_deletes_nothing()
    {
        await World.DefineAsync("App");
        await World.StartAsync(ReconcileGate);
        await World.CreateAsync("App", "web", """{"paused":"true","level":"a"}""");
        await UntilAsync("web", view => view.Gated);
        (await World.WritesAsync()).Where(request => request.IsIn(World.Namespace)).ShouldBeEmpty();

        await World.PatchAsync("App", "web", """{"spec":{"paused":null}}""");
        await World.UntilSettledAsync("app", "web");
        World.Mark();

        await World.PatchAsync("App", "web", """{"spec":{"paused":"true","level":"b"}}""");
        await UntilAsync("web", view => view.Gated);
        await World.PatchAsync("ConfigMap", "web-config", """{"data":{"level":"c"}}""");
        var seen = (await World.Fleet.FindBoxAsync("app", World.Token))!.Resyncs;
        await Eventually.Async("two resyncs", async ct => (await World.Fleet.FindBoxAsync("app", ct))!.Resyncs, resyncs => resyncs >= seen + 2, cancellationToken: World.Token);
        (await World.RequestsAsync()).Where(request => request.IsIn(World.Namespace)).Select(request => request.ToString()).ShouldBeEmpty();
        ((string?)(await World.FindAsync("App", "web"))!["status"]!["level"]).ShouldBe("a");

        await World.PatchAsync("App", "web", """{"spec":{"paused":"false"}}""");
        await World.UntilAsync("what was held back is made good", "ConfigMap", "web-config", map => (string?)map!["data"]!["level"] == "b");
        await World.UntilSettledAsync("app", "web");
        await World.PatchAsync("App", "web", """{"spec":{"paused":"true"}}""");
        await UntilAsync("web", view => view.Gated);
        await World.DeleteAsync("App", "web");
        await World.UntilAsync("a closed gate hinders no deletion", "App", "web", found => found is null);
    }

    [Fact]
    public async Task An_entry_that_needs_one_that_there_is_not_waits_and_the_others_run()
    {
        await World.DefineAsync("App");
        await World.DefineAsync("Note");
        await World.CreateAsync("App", "web", "{}");
        await World.StartAsync(Waiting);
        await World.CreateAsync("Note", "n", "{}");
        await World.UntilSettledAsync("note", "n");

        var box = (await World.Fleet.FindBoxAsync("app", World.Token))!;
        (box.State, box.Message, box.TotalReconciles).ShouldBe((BoxState.Pending, "waits for archive: no definition has an entry of this name", 0));
        (await World.FindAsync("ConfigMap", "web-config")).ShouldBeNull();
        (await World.FindAsync("App", "web"))!["status"].ShouldBeNull();

        await World.StopAsync();
        await World.StartAsync(Waiting.Replace(", archive: healthy", "", StringComparison.Ordinal));
        await World.UntilSettledAsync("app", "web");
        (await World.FindAsync("ConfigMap", "web-config")).ShouldNotBeNull();
    }

    private async Task StartAsync()
    {
        await World.DefineAsync("App");
        await World.StartAsync(Rules);
    }

    private Task<CustomResourceView> UntilDeniedAsync(string name) => UntilAsync(name, view => view.Denied);

    private async Task<CustomResourceView> UntilAsync(string name, Func<CustomResourceView, bool> wanted)
    {
        var (_, seen) = await Eventually.Async(
            $"{name} is as wanted and nothing of it is due",
            async ct => (Box: await World.Fleet.FindBoxAsync("app", ct), View: (await World.Fleet.ListResourcesAsync("app", ct)).FirstOrDefault(view => view.Name == name)),
            state => state is { Box: { QueueDepth: 0, Processing: 0 }, View: { } view } && wanted(view),
            cancellationToken: World.Token);
        return seen!;
    }

    private static JsonObject? Condition(JsonObject app, string type) =>
        (app["status"]?["conditions"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(condition => (string?)condition["type"] == type);

    private static string? Text(JsonObject app, string type, string key) => (string?)Condition(app, type)?[key];
}
