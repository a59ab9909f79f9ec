using System.Text.Json.Nodes;
using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Kubernetes.Objects;
using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Waiting;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>What a reconciler behind HTTP makes of custom resources, on whatever serves the Kubernetes API.</summary>
public abstract class RemoteTests : WorldTests
{
    private const string Config = """{ "type": "configmap", "fields": { "name": "web-config", "data": { "size": "3" } } }""";

    private RemoteServer _remote = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _remote = await RemoteServer.StartAsync(World.Token);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _remote.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task It_is_asked_in_the_words_of_the_format_and_what_it_answers_is_made()
    {
        _remote.Answer = _ => Reply($$$"""{ "result": "ok", "status": { "phase": "Up", "conditions": [ { "type": "Synced", "status": "True", "reason": "Done" } ] }, "resources": [ {{{Config}}}, { "apiVersion": "v1", "kind": "Service", "metadata": { "name": "web" }, "spec": { "ports": [ { "port": 80, "protocol": "TCP" } ] } } ] }""");
        await StartAsync("resync: 1h", "args: { replicas: \"{{ .spec.replicas }}\", text: \"{{ .spec.replicas }}!\", on: \"{{ eq .spec.replicas 3 }}\", fixed: \"7\" }, payload: { object: { exclude: [ spec.secret ] }, children: { resources: { configmap: { exclude: [ data.size ] } } } }");
        await World.CreateAsync("App", "web", """{"replicas":3,"secret":"x"}""");

        var first = await _remote.NextAsync(World.Token);
        (first.Method, first.ContentType, first.Key).ShouldBe(("POST", "application/json", $"{World.Namespace}/web"));
        first.Body["gvk"]!.ToJsonString().ShouldBe($$"""{"Group":"{{World.Group}}","Version":"v1","Kind":"App"}""");
        first.Object["spec"]!.ToJsonString().ShouldBe("""{"replicas":3}""");
        first.Body["args"]!.ToJsonString().ShouldBe("""{"replicas":3,"text":"3!","on":true,"fixed":"7"}""");
        first.Object["metadata"]!["finalizers"]!.AsArray().Select(name => (string?)name).ShouldBe(["orkestra.orkspace.io/cleanup"], "what it may make outside of the cluster has to be cleaned up");

        (await World.UntilAsync("the config map", "ConfigMap", "web-config", found => found is not null))!["data"]!["size"]!.ToString().ShouldBe("3");
        (await World.UntilAsync("the service", "Service", "web", found => found is not null))!.ControllerReference!.Name.ShouldBe("web");
        var app = await World.UntilAsync("the status", "App", "web", found => (string?)found!["status"]?["phase"] is "Up");
        app!.ConditionReason("Synced").ShouldBe("Done");
        var again = await _remote.UntilAsync(asked => asked.Child("configmap", "web-config") is not null, World.Token);
        again.Child("configmap", "web-config")!["data"]!.ToJsonString().ShouldBe("{}");
        again.Child("service", "web")!["spec"]!["ports"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_steady_one_is_asked_at_each_resync_by_its_mark_and_costs_no_request()
    {
        _remote.Answer = _ => (200, $$"""{ "result": "ok", "status": { "phase": "Up" }, "resources": [ {{Config}} ] }""", "\"v1\"");
        await StartAsync("resync: 1s", "timeout: 10s");
        await World.CreateAsync("App", "web", "{}");
        await World.UntilAsync("the status", "App", "web", found => (string?)found!["status"]?["phase"] is "Up");
        await World.UntilSettledAsync("app", "web");
        await Eventually.Async("the first answer that is the same", _ => Task.FromResult(_remote.NotModified), count => count > 0, cancellationToken: World.Token);
        World.Mark();
        var before = _remote.NotModified;

        await Eventually.Async("three more", _ => Task.FromResult(_remote.NotModified), count => count >= before + 3, cancellationToken: World.Token);
        await World.UntilSettledAsync("app", "web");

        (await World.RequestsAsync()).Where(request => request.IsIn(World.Namespace)).Select(request => request.ToString()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_it_may_not_make_is_refused_before_anything_is_written()
    {
        _remote.Answer = _ => Reply($$"""{ "resources": [ {{Config}}, { "type": "deployment", "fields": { "name": "web", "image": "a:1" } } ] }""");
        await StartAsync("resync: 1h", "timeout: 10s");
        await World.CreateAsync("App", "web", "{}");

        var app = await World.UntilAsync("the App says why", "App", "web", found => found!.ConditionReason("Reconciled") is "RenderError");

        app!.ConditionMessage("Reconciled").ShouldContain("it makes the apps/v1 Deployment web, which remote.managedResources does not declare (remote.resources[1]");
        (await World.FindAsync("ConfigMap", "web-config")).ShouldBeNull();
        (await World.FindAsync("Deployment", "web")).ShouldBeNull();
    }

    [Fact]
    public async Task When_it_fails_the_children_stay_and_the_status_says_why()
    {
        _remote.Answer = _ => Reply($$"""{ "resources": [ {{Config}} ] }""");
        await StartAsync("resync: 1s", "timeout: 10s");
        await World.CreateAsync("App", "web", "{}");
        await World.UntilAsync("the config map", "ConfigMap", "web-config", found => found is not null);

        _remote.Answer = _ => Reply("""{ "result": "error", "error": "the upstream is away" }""");
        var app = await World.UntilAsync("the App says why", "App", "web", found => found!.ConditionReason("Reconciled") is "RemoteFailed");
        app!.ConditionMessage("Reconciled").ShouldBe($"remote: POST {_remote.Url}: the upstream is away");
        _remote.Answer = _ => (503, "secret words of a server", null);
        await World.UntilAsync("another reason", "App", "web", found => found!.ConditionMessage("Reconciled")?.EndsWith("answered 503", StringComparison.Ordinal) is true);
        (await World.FindAsync("ConfigMap", "web-config")).ShouldNotBeNull();

        _remote.Answer = _ => Reply($$"""{ "resources": [ {{Config}} ] }""");
        await World.UntilAsync("it is well again", "App", "web", found => found!.ConditionReason("Reconciled") is "ReconcileSucceeded");
    }

    [Fact]
    public async Task A_child_that_somebody_changes_is_put_right_and_one_that_it_leaves_out_is_deleted()
    {
        _remote.Answer = _ => Reply($$"""{ "resources": [ {{Config}} ] }""");
        await StartAsync("resync: 1h", "timeout: 10s");
        await World.CreateAsync("App", "web", "{}");
        await World.UntilAsync("the config map", "ConfigMap", "web-config", found => found is not null);
        await World.UntilSettledAsync("app", "web");

        await World.PatchAsync("ConfigMap", "web-config", """{"data":{"size":"4"}}""");
        await World.UntilAsync("it is put right", "ConfigMap", "web-config", found => (string?)found!["data"]!["size"] is "3");
        await World.UntilSettledAsync("app", "web");

        _remote.Answer = _ => Reply("{}");
        await World.PatchAsync("App", "web", """{"spec":{"empty":true}}""");
        await World.UntilAsync("the config map is deleted", "ConfigMap", "web-config", found => found is null);
    }

    [Fact]
    public async Task It_is_told_of_the_deletion_which_waits_for_it()
    {
        await StartAsync("resync: 1h", "timeout: 10s");
        await World.CreateAsync("App", "web", "{}");
        await World.UntilSettledAsync("app", "web");
        var isDone = false;
        _remote.Answer = asked => Reply(asked.IsDeletion && !Volatile.Read(ref isDone) ? """{ "result": "requeue", "requeueAfter": "50ms" }""" : "{}");

        await World.DeleteAsync("App", "web");
        await _remote.UntilAsync(asked => asked.IsDeletion, World.Token);
        await _remote.UntilAsync(asked => asked.IsDeletion, World.Token);
        (await World.FindAsync("App", "web")).ShouldNotBeNull();

        Volatile.Write(ref isDone, true);
        await World.UntilAsync("it is gone", "App", "web", found => found is null);
    }

    [Fact]
    public async Task A_slow_one_holds_no_worker_and_is_asked_once_at_a_time_though_its_question_changes()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _remote.Hold = (asked, ct) => asked.Key.EndsWith("/slow", StringComparison.Ordinal) ? gate.Task.WaitAsync(ct) : Task.CompletedTask;
        _remote.Answer = asked => Reply($$"""{ "status": { "seen": {{asked.Object["spec"]!["step"]?.ToString() ?? "0"}} } }""");
        await StartAsync("workers: 1, resync: 1h", "timeout: 5m");
        await World.CreateAsync("App", "slow", """{"step":1}""");
        await _remote.NextAsync(World.Token);

        await World.CreateAsync("App", "quick", """{"step":1}""");
        await World.UntilAsync("the other is reconciled", "App", "quick", found => (int?)found!["status"]?["seen"] == 1);
        await World.PatchAsync("App", "slow", """{"spec":{"step":2}}""");
        await World.PatchAsync("App", "slow", """{"spec":{"step":3}}""");
        await Eventually.Async("the worker is free", async ct => (await World.Fleet.FindBoxAsync("app", ct))!, box => box is { Processing: 0, QueueDepth: 0 }, cancellationToken: World.Token);
        gate.SetResult();

        await World.UntilAsync("the last question is answered, too", "App", "slow", found => (int?)found!["status"]?["seen"] == 3);
        _remote.MostAtOnce.ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_custom_resource_is_neither_asked_about_nor_held()
    {
        await StartAsync("resync: 1h", "timeout: 10s", """
                  admission:
                    validation:
                      rules: [ { field: spec.size, operator: exists, message: "a size is needed", action: deny } ]
            """);
        await World.CreateAsync("App", "web", "{}");

        var app = await World.UntilAsync("it is refused", "App", "web", found => found!.ConditionReason("ValidationFailed") is "DenyRuleViolation");

        app!.Finalizers.ShouldBeEmpty();
        _remote.Count.ShouldBe(0);
    }

    [Fact]
    public async Task The_token_of_a_secret_is_sent_and_read_again_when_it_changes()
    {
        await World.CreateAsync($$$"""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"token","namespace":"{{{World.Namespace}}}"},"stringData":{"token":"one"}}""");
        await StartAsync("resync: 1s", "auth: { secretRef: { name: token } }");
        await World.CreateAsync("App", "web", "{}");
        (await _remote.NextAsync(World.Token)).Authorization.ShouldBe("Bearer one");

        await World.PatchAsync("Secret", "token", """{"stringData":{"token":"two"}}""");

        await _remote.UntilAsync(asked => asked.Authorization == "Bearer two", World.Token);
    }

    [Fact]
    public async Task It_alone_reconciles_where_the_declared_children_are_switched_off()
    {
        _remote.Answer = _ => Reply($$"""{ "result": "requeue", "requeueAfter": "1h", "resources": [ {{Config}} ] }""");
        await StartAsync("resync: 1h, default: false", "timeout: 10s");
        await World.CreateAsync("App", "web", "{}");

        await World.UntilAsync("the config map", "ConfigMap", "web-config", found => found is not null);
        var view = await Eventually.Async("it is not done", async ct => (await World.Fleet.ListResourcesAsync("app", ct)).SingleOrDefault(), found => found is { Reason: "ReconcileSucceeded" }, cancellationToken: World.Token);
        view!.Ready.ShouldBeFalse();
        (await World.Fleet.FindBoxAsync("app", World.Token))!.Delayed.ShouldBe(1);
    }

    private static (int Status, string Body, string? ETag) Reply(string body) => (200, body, null);

    private async Task StartAsync(string tuning, string remote, string more = "")
    {
        await World.DefineAsync("App");
        await World.StartAsync($$$"""
            apiVersion: orkestra.orkspace.io/v1
            kind: Katalog
            metadata: { name: remote }
            spec:
              crds:
                app:
                  apiTypes: { group: GROUP, version: v1, kind: App, plural: apps }
                  operatorBox:
                    reconcile:
                      {{{tuning.Replace(", ", "\n          ", StringComparison.Ordinal)}}}
                      remote: { endpoint: "{{{_remote.Url}}}", managedResources: [ { apiVersion: v1, kind: ConfigMap }, { version: v1, kind: Service } ], {{{remote}}} }
            {{{more}}}
            """);
    }
}
