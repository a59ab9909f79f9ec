using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Katalog.Observation;
using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Waiting;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>What external calls make of custom resources, on whatever serves the Kubernetes API.</summary>
public abstract class ExternalTests : WorldTests
{
    private readonly Caller _outside = new();

    [Fact]
    public async Task A_gated_child_is_made_when_the_outside_is_well_and_a_failure_shows_in_the_status()
    {
        _outside.Answer = static _ => new ExternalAnswer(503, "", "");
        await StartAsync(Katalog("resync: 1s", "expectedStatus: 200, continueOnError: true"));
        await World.CreateAsync("App", "web", """{"url":"http://web.test/up"}""");

        var app = await World.UntilAsync("the App says that it is degraded", "App", "web", found => (string?)found!["status"]?["phase"] is "Degraded");
        ((string?)app!["status"]!["error"]).ShouldBe("answered 503, and 200 was expected");
        (await World.FindAsync("ConfigMap", "web-config")).ShouldBeNull();
        _outside.Answer = static _ => new ExternalAnswer(200, """{ "version": "1.2" }""", "");

        await World.UntilAsync("the App is ready", "App", "web", found => (string?)found!["status"]?["phase"] is "Ready" && found["status"]!["error"] is null);
        ((string?)(await World.FindAsync("ConfigMap", "web-config"))!["data"]!["version"]).ShouldBe("1.2");
    }

    [Fact]
    public async Task A_failing_call_that_must_not_fail_names_itself_in_the_condition_and_is_tried_again_with_backoff()
    {
        _outside.Answer = static _ => new ExternalAnswer(500, "secret text", "");
        await StartAsync(Katalog("resync: 1h", "timeout: 5s"));
        await World.CreateAsync("App", "web", """{"url":"http://web.test/up?token=abc"}""");

        var app = await World.UntilAsync("the App says why", "App", "web", found => found!.ConditionReason("Reconciled") is "ExternalCallFailed");
        app!.ConditionMessage("Reconciled").ShouldBe("external call health: GET http://web.test/up?…: answered 500");
        await Eventually.Async("three failures in a row", async ct => (await World.Fleet.FindBoxAsync("app", ct))!, box => box.ConsecutiveFailures >= 3, cancellationToken: World.Token);
        _outside.Answer = static _ => new ExternalAnswer(200, "{}", "");

        await World.UntilAsync("the child is made", "ConfigMap", "web-config", found => found is not null);
        await World.UntilSettledAsync("app", "web");
    }

    [Fact]
    public async Task No_worker_is_held_while_an_answer_hangs()
    {
        _outside.Hold("http://slow.test/up");
        await StartAsync(Katalog("workers: 1, resync: 1h", "timeout: 5m"));
        await World.CreateAsync("App", "slow", """{"url":"http://slow.test/up"}""");
        (await _outside.NextAsync(World.Token)).Url.ShouldBe("http://slow.test/up");

        await World.CreateAsync("App", "quick", """{"url":"http://quick.test/up"}""");
        await World.UntilAsync("the one worker makes the child of the other", "ConfigMap", "quick-config", found => found is not null);

        (await World.FindAsync("ConfigMap", "slow-config")).ShouldBeNull();
        var view = (await World.Fleet.ListResourcesAsync("app", World.Token)).Single(view => view.Name == "slow");
        view.Reason.ShouldBe("WaitingForExternal");
        await Eventually.Async("the worker is free", async ct => (await World.Fleet.FindBoxAsync("app", ct))!.Processing, processing => processing == 0, cancellationToken: World.Token);
        _outside.LetGo("http://slow.test/up", new ExternalAnswer(200, "{}", ""));
        await World.UntilAsync("the answer brings the key back", "ConfigMap", "slow-config", found => found is not null);
    }

    [Fact]
    public async Task A_steady_fleet_is_asked_at_each_resync_and_writes_nothing()
    {
        await StartAsync(Katalog("resync: 1s", "continueOnError: true"));
        await World.CreateAsync("App", "web", """{"url":"http://web.test/up"}""");
        await World.UntilAsync("the App is ready", "App", "web", found => (string?)found!["status"]?["phase"] is "Ready");
        await World.UntilSettledAsync("app", "web");
        World.Mark();
        var calls = _outside.Count;

        await Eventually.Async("three more calls", _ => Task.FromResult(_outside.Count), count => count >= calls + 3, cancellationToken: World.Token);
        await World.UntilSettledAsync("app", "web");

        (await World.RequestsAsync()).Where(request => request.IsIn(World.Namespace)).Select(request => request.ToString()).ShouldBeEmpty();
        (await World.Fleet.ListResourcesAsync("app", World.Token)).Single().Ready.ShouldBeTrue();
    }

    [Fact]
    public async Task An_answer_is_used_again_as_long_as_cacheFor_says()
    {
        await StartAsync(Katalog("resync: 1s", "cacheFor: 1h"));
        await World.CreateAsync("App", "web", """{"url":"http://web.test/up"}""");
        await World.UntilSettledAsync("app", "web");
        var passes = (await World.Fleet.ListResourcesAsync("app", World.Token)).Single().Passes;

        await Eventually.Async("three more passes", async ct => (await World.Fleet.ListResourcesAsync("app", ct)).Single().Passes, seen => seen >= passes + 3, cancellationToken: World.Token);
        _outside.Count.ShouldBe(1);

        await World.PatchAsync("App", "web", """{"spec":{"url":"http://other.test/up"}}""");
        await Eventually.Async("another question", _ => Task.FromResult(_outside.Count), count => count == 2, cancellationToken: World.Token);
    }

    [Fact]
    public async Task A_changed_question_takes_the_place_of_one_that_hangs()
    {
        var held = _outside.Hold("http://slow.test/up");
        await StartAsync(Katalog("resync: 1h", "timeout: 5m"));
        await World.CreateAsync("App", "web", """{"url":"http://slow.test/up"}""");
        await _outside.NextAsync(World.Token);

        await World.PatchAsync("App", "web", """{"spec":{"url":"http://web.test/up"}}""");

        await World.UntilAsync("the child is made", "ConfigMap", "web-config", found => found is not null);
        held.TrySetResult(new ExternalAnswer(500, "", ""));
        await World.UntilSettledAsync("app", "web");
        (await World.Fleet.ListResourcesAsync("app", World.Token)).Single().Errors.ShouldBe(0);
    }

    [Fact]
    public async Task A_resource_that_waits_for_an_answer_is_deleted_without_it()
    {
        _outside.Hold("http://slow.test/up");
        await StartAsync(Katalog("resync: 1h", "timeout: 5m"));
        await World.CreateAsync("App", "web", """{"url":"http://slow.test/up"}""");
        await _outside.NextAsync(World.Token);

        await World.DeleteAsync("App", "web");

        await Eventually.Async("the box has forgotten it", async ct => (await World.Fleet.ListResourcesAsync("app", ct)).Count, count => count == 0, cancellationToken: World.Token);
        _outside.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_gate_that_reads_the_outside_opens_when_that_is_well()
    {
        _outside.Answer = static _ => new ExternalAnswer(503, "", "");
        await StartAsync("""
            apiVersion: orkestra.orkspace.io/v1
            kind: Katalog
            metadata: { name: gated }
            spec:
              crds:
                app:
                  apiTypes: { group: GROUP, version: v1, kind: App, plural: apps }
                  operatorBox:
                    preReconcile:
                      reconcileGate:
                        failPolicy: closed
                        external: [ { name: window, url: "http://window.test/" } ]
                        when: [ { field: external.window.status, equals: "200" } ]
                    reconcile:
                      resync: 1s
                      onReconcile:
                        configMaps: [ { name: "{{ .metadata.name }}-config", data: { a: b } } ]
            """);
        await World.CreateAsync("App", "web", "{}");
        await Eventually.Async("the gate is closed", async ct => (await World.Fleet.ListResourcesAsync("app", ct)).SingleOrDefault(), view => view?.Reason is "Gated", cancellationToken: World.Token);
        (await World.WritesAsync()).Where(request => request.IsIn(World.Namespace)).ShouldBeEmpty();

        _outside.Answer = static _ => new ExternalAnswer(200, "", "");

        await World.UntilAsync("the gate opens", "ConfigMap", "web-config", found => found is not null);
    }

    private static string Katalog(string tuning, string call) => $$$"""
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: external }
        spec:
          crds:
            app:
              apiTypes: { group: GROUP, version: v1, kind: App, plural: apps }
              operatorBox:
                reconcile:
                  {{{tuning.Replace(", ", "\n          ", StringComparison.Ordinal)}}}
                  onReconcile:
                    external: [ { name: health, url: "{{ .spec.url }}", {{{call}}} } ]
                    configMaps:
                      - name: "{{ .metadata.name }}-config"
                        data: { version: "{{ .external.health.version }}" }
                        when: [ { field: external.health.status, equals: "200" } ]
                emit:
                  status:
                    fields:
                      - { path: phase, value: Degraded, when: [ { field: external.health.called, equals: "true" }, { field: external.health.status, notEquals: "200" } ] }
                      - { path: phase, value: Ready, when: [ { field: external.health.status, equals: "200" } ] }
                      - { path: error, value: "{{ .external.health.error }}", clearOnFalse: true, when: [ { field: external.health.error, operator: exists } ] }
        """;

    private async Task StartAsync(string katalog)
    {
        await World.DefineAsync("App");
        await World.StartAsync(katalog, external: _outside);
    }
}
