using System.Text.Json.Nodes;
using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Waiting;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>What is related to custom resources and their children, on whatever serves the Kubernetes API. Nothing is resynced here.</summary>
public abstract class EnrichTests : WorldTests
{
    private const string Katalog = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: related }
        spec:
          crds:
            app:
              apiTypes: { group: GROUP, version: v1, kind: App, plural: apps }
              enrich: [ pods, { events: { when: [ { field: spec.loud, equals: "true" } ] } } ]
              operatorBox:
                reconcile:
                  resync: 1h
                  onReconcile:
                    deployments: [ { name: "{{ .metadata.name }}", image: "a:1", replicas: "0" } ]
                status:
                  fields:
                    - { path: pods, value: "{{ podNames .children.deployment }}", type: string }
                    - { path: running, value: "{{ podPhases .children.deployment }}", type: string }
                    - { path: warnings, value: "{{ range ._warnings }}{{ .message }};{{ end }}", type: string }
        """;

    [Fact]
    public async Task A_pod_is_seen_by_the_custom_resource_whose_child_selects_it_and_wakes_no_other()
    {
        await StartAsync("web", "other");
        var before = await PassesAsync();
        World.Mark();

        await PodAsync("web-1", "web");
        await UntilAsync("the pod is seen", "web", "pods", "web-1");
        await World.PatchAsync("Pod", "web-1", """{"metadata":{"annotations":{"note":"nobody reads this"}}}""");
        await World.PatchAsync("Pod", "web-1", """{"status":{"phase":"Running"}}""", "status");
        await UntilAsync("it runs", "web", "running", "Running");
        await World.UntilSettledAsync("app", "web", "other");

        var after = await PassesAsync();
        after["other"].ShouldBe(before["other"]);
        (after["web"] - before["web"]).ShouldBe(2);
        (await World.RequestsAsync()).Select(request => $"{request.Verb} {request.Resource}/{request.Subresource}").ShouldBe(["patch apps/status", "patch apps/status"]);

        await World.DeleteAsync("Pod", "web-1");
        await UntilAsync("it is gone", "web", "pods", "");
    }

    [Fact]
    public async Task A_deletion_sees_it_too()
    {
        await World.DefineAsync("App");
        await World.StartAsync(Katalog.Replace("operatorBox:", "operatorBox:\n        onDelete: { configMaps: [ { name: \"{{ .metadata.name }}-last\", data: { pods: \"{{ podNames .children.deployment }}\" }, deletionPolicy: retain } ] }", StringComparison.Ordinal));
        await World.CreateAsync("App", "web", "{}");
        await World.UntilSettledAsync("app", "web");
        await PodAsync("web-1", "web");
        await UntilAsync("the pod is seen", "web", "pods", "web-1");

        await World.DeleteAsync("App", "web");

        await World.UntilAsync("it is gone", "App", "web", found => found is null);
        ((string?)(await World.FindAsync("ConfigMap", "web-last"))!["data"]!["pods"]).ShouldBe("web-1");
    }

    [Fact]
    public async Task A_restart_writes_nothing_and_what_changed_meanwhile_is_seen()
    {
        await StartAsync("web");
        await PodAsync("web-1", "web");
        await UntilAsync("the pod is seen", "web", "pods", "web-1");
        await World.StopAsync();

        await World.StartAsync(Katalog);
        await World.UntilSettledAsync("app", "web");
        (await World.WritesAsync()).ShouldBeEmpty();
        await World.StopAsync();

        await PodAsync("web-2", "web");
        await World.StartAsync(Katalog);
        await UntilAsync("the second one is seen", "web", "pods", "web-1, web-2");
    }

    [Fact]
    public async Task Warnings_are_read_while_the_condition_holds()
    {
        await StartAsync("web");
        var uid = (string?)(await World.FindAsync("App", "web"))!["metadata"]!["uid"];
        await World.CreateAsync($$$"""
            {"apiVersion":"v1","kind":"Event","metadata":{"name":"web.1","namespace":"{{{World.Namespace}}}"},"type":"Warning","reason":"Burned","message":"too hot",
             "involvedObject":{"apiVersion":"{{{World.Group}}}/v1","kind":"App","namespace":"{{{World.Namespace}}}","name":"web","uid":"{{{uid}}}"}}
            """);

        await World.PatchAsync("App", "web", """{"spec":{"loud":true}}""");
        await UntilAsync("the warning is seen", "web", "warnings", "too hot;");
        await World.PatchAsync("App", "web", """{"spec":{"loud":false}}""");
        await UntilAsync("nobody asks", "web", "warnings", "");
    }

    [Fact]
    public async Task Nothing_is_rendered_before_the_objects_are_listed()
    {
        await World.DefineAsync("App");
        await World.CreateAsync("App", "web", "{}");
        var isAway = true;
        await World.StartAsync(Katalog, before: request =>
        {
            if (Volatile.Read(ref isAway) && request.Method == HttpMethod.Get && request.RequestUri!.AbsolutePath == "/api/v1/pods")
                throw new IOException("nobody answers");
        });
        await Eventually.Async("it waits", async ct => await World.Fleet.ListResourcesAsync("app", ct), views => views is [{ Reason: "WaitingForRelated" }], cancellationToken: World.Token);
        (await World.WritesAsync()).Where(write => write.Resource != "customresourcedefinitions").ShouldBeEmpty();

        Volatile.Write(ref isAway, false);
        await World.UntilSettledAsync("app", "web");
    }

    private async Task StartAsync(params string[] names)
    {
        await World.DefineAsync("App");
        await World.StartAsync(Katalog);
        foreach (var name in names)
            await World.CreateAsync("App", name, "{}");
        await World.UntilSettledAsync("app", names);
    }

    private async Task PodAsync(string name, string deployment)
    {
        var labels = (await World.FindAsync("Deployment", deployment))!["spec"]!["selector"]!["matchLabels"]!.DeepClone();
        await World.CreateAsync(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = World.Namespace, ["labels"] = labels },
            ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = "a", ["image"] = "a:1" }) },
        }.ToJsonString());
    }

    private async Task UntilAsync(string what, string name, string field, string value) =>
        await World.UntilAsync(what, "App", name, found => (string?)found!["status"]?[field] == value);

    private async Task<Dictionary<string, int>> PassesAsync() =>
        (await World.Fleet.ListResourcesAsync("app", World.Token)).ToDictionary(view => view.Name, view => view.Passes);
}
