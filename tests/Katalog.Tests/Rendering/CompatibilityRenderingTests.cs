using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;
using Orkestra.Katalog.Yaml;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Rendering;

/// <summary>Files of the Go implementation, with their custom resources, give the objects that their authors expect.</summary>
public sealed class CompatibilityRenderingTests
{
    private static readonly OrkFacts Ork = new(inCluster: false, ns: null, version: "0.1.0");

    [Theory]
    [InlineData("katalog.yaml")]
    [InlineData("katalog.flat-v0.6.yaml")]
    public async Task Hello_website(string file)
    {
        var entry = await CompatExamples.LoadEntryAsync("beginner-01-hello-website", file);
        var context = Context(entry.Samples.ShouldHaveSingleItem());

        entry.AllowedNamespaces.ShouldBe(["default"]);
        var children = EntryRenderer.RenderChildren(entry, context).Children;
        children.Select(child => (child.Entry.Path, child.Entry.Mode)).ShouldBe([("onCreate.deployments[0]", ApplyMode.Apply), ("onCreate.services[0]", ApplyMode.Apply)]);
        children[0].Object.ShouldBeJson(Deployment("hello", "website.demo.orkestra.io", "hello", "nginx:1.25", replicas: 1));
        children[1].Object.ShouldBeJson(Service("hello-svc", "hello", "website.demo.orkestra.io", 80, 80));
        EntryRenderer.RenderStatus(entry, context, passSucceeded: true).Fields.ShouldBeJson("""{ "phase": "Running", "endpoint": "hello.default.svc.cluster.local" }""");
    }

    [Fact]
    public async Task A_website_with_a_service_account()
    {
        var entry = await CompatExamples.LoadEntryAsync("beginner-02-with-serviceaccount");
        var context = Context(entry.Samples.ShouldHaveSingleItem());

        var children = EntryRenderer.RenderChildren(entry, context).Children;
        children.Select(child => (child.Kind, child.Name, child.Entry.Mode)).ShouldBe(
            [("ServiceAccount", "my-site-sa", ApplyMode.CreateOnce), ("Deployment", "my-site", ApplyMode.Apply), ("Service", "my-site-svc", ApplyMode.Apply)]);
        children[0].Object.ShouldBeJson("""{ "apiVersion": "v1", "kind": "ServiceAccount", "metadata": { "name": "my-site-sa" } }""");
        children[1].Object!["spec"]!["template"]!["spec"].ShouldBeJson(
            """{ "serviceAccountName": "my-site-sa", "containers": [ { "name": "my-site", "image": "nginx:1.25", "ports": [ { "containerPort": 8080, "protocol": "TCP" } ] } ] }""");
        children[2].Object!["spec"]!["ports"].ShouldBeJson("""[ { "port": 80, "targetPort": 8080, "protocol": "TCP" } ]""");

        EntryRenderer.RenderStatus(entry, context, passSucceeded: true).Fields["allReplicasReady"]!.GetValue<bool>().ShouldBeFalse();
        var ready = Context(entry.Samples[0], Child("Deployment", "my-site", "onCreate.deployments[0]", """{ "spec": { "replicas": 1 }, "status": { "readyReplicas": 1, "replicas": 1, "updatedReplicas": 1, "availableReplicas": 1 } }"""));
        EntryRenderer.RenderStatus(entry, ready, passSucceeded: true).Fields["allReplicasReady"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Several_resources_of_one_application()
    {
        var entry = await CompatExamples.LoadEntryAsync("intermediate-04-multi-resource");
        (entry.Workers, entry.Resync).ShouldBe((3, TimeSpan.FromSeconds(15)));
        var custom = await CustomResourceAsync("intermediate-04-multi-resource", "cr.yaml");

        var children = EntryRenderer.RenderChildren(entry, Context(custom)).Children;
        children.Select(child => child.Name).ShouldBe(["my-app-config", "my-app", "my-app-svc"]);
        children[0].Object!["data"].ShouldBeJson("""{ "LOG_LEVEL": "info", "MAX_CONNECTIONS": "100" }""");
        children[1].Object.ShouldBeJson(Deployment("my-app", "application.demo.orkestra.io", "my-app", "nginx:1.25", replicas: 2, port: 8080));
        children[2].Object.ShouldBeJson(Service("my-app-svc", "my-app", "application.demo.orkestra.io", 80, 8080));

        var before = EntryRenderer.RenderStatus(entry, Context(custom), passSucceeded: true);
        before.Fields.ShouldBeJson("""{ "phase": "Running", "observedReplicas": 2, "endpoint": "my-app.default.svc.cluster.local" }""");
        before.Cleared.ShouldBe(["availableReplicas", "readyReplicas"]);

        var live = Child("Deployment", "my-app", "onCreate.deployments[0]", """{ "status": { "readyReplicas": 2, "availableReplicas": 1, "other": 3 } }""");
        var after = EntryRenderer.RenderStatus(entry, Context(custom, live), passSucceeded: true);
        after.Fields.ShouldBeJson("""{ "phase": "Running", "observedReplicas": 2, "endpoint": "my-app.default.svc.cluster.local", "readyReplicas": 2, "availableReplicas": 1 }""");
        after.Cleared.ShouldBeEmpty();
        entry.Reads.OfChild("Deployment", isCustom: false).Apply(live.Parts).ShouldBeJson("""{ "status": { "readyReplicas": 2, "availableReplicas": 1 } }""");
        entry.Reads.OfChild("Service", isCustom: false).IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData("cr-free.yaml", "my-platform my-platform-internal", "my-platform-monitoring my-platform-enterprise-config my-platform-lb")]
    [InlineData("cr-enterprise.yaml", "my-platform-monitoring my-platform-enterprise-config my-platform my-platform-internal my-platform-lb", "")]
    public async Task Resources_by_the_tier_of_a_platform(string file, string wanted, string notWanted)
    {
        var entry = await CompatExamples.LoadEntryAsync("intermediate-05-conditional-resources");
        var rendered = EntryRenderer.RenderChildren(entry, Context(await CustomResourceAsync("intermediate-05-conditional-resources", file)));

        rendered.NamesComplete.ShouldBeTrue();
        string.Join(' ', rendered.Children.Where(child => child.Wanted).Select(child => child.Name)).ShouldBe(wanted);
        string.Join(' ', rendered.Children.Where(child => !child.Wanted).Select(child => child.Name)).ShouldBe(notWanted);
        if (rendered.Children.SingleOrDefault(child => child.Wanted && child.Name.EndsWith("-lb", StringComparison.Ordinal)) is { } balancer)
            balancer.Object!["spec"]!["type"]!.ToString().ShouldBe("LoadBalancer");
    }

    [Fact]
    public async Task Notes_of_a_workload()
    {
        var entry = await CompatExamples.LoadEntryAsync("intermediate-09-notes-user-defined");
        (entry.Workers, entry.Resync, entry.Samples.Count).ShouldBe((2, TimeSpan.FromSeconds(30), 0));
        var custom = await CustomResourceAsync("intermediate-09-notes-user-defined", "cr-default.yaml");

        EntryRenderer.RenderChildren(entry, Context(custom)).Children.ShouldHaveSingleItem().Object.ShouldBeJson(
            Deployment("my-service-default", "workload.demo.orkestra.io", "my-service-default", "nginx:latest", replicas: 1, port: 8080));
        EntryRenderer.RenderStatus(entry, Context(custom), passSucceeded: true).Fields.ShouldBeJson("""{ "phase": "Pending", "host": "my-service-default.default.svc.cluster.local" }""");
        var ready = Child("Deployment", "my-service-default", "onReconcile.deployments[0]", """{ "spec": { "replicas": 1 }, "status": { "readyReplicas": 1, "replicas": 1, "updatedReplicas": 1, "availableReplicas": 1 } }""");
        EntryRenderer.RenderStatus(entry, Context(custom, ready), passSucceeded: true).Fields["phase"]!.ToString().ShouldBe("Ready");
        entry.Reads.Status.Paths.ShouldHaveSingleItem().ShouldBe(["phase"]);
    }

    [Fact]
    public async Task Shards_of_a_store()
    {
        var entry = await CompatExamples.LoadEntryAsync("advanced-16-05-forEach-sharding", entry: "shardedstore");
        var custom = await CustomResourceAsync("advanced-16-05-forEach-sharding", "cr.yaml");

        var children = EntryRenderer.RenderChildren(entry, Context(custom)).Children;

        children.Select(child => child.Name).ShouldBe(["global-store-shard-eu", "global-store-shard-us", "global-store-shard-ap"]);
        children[0].Object.ShouldBeJson(
            """
            {
              "apiVersion": "storage.example.io/v1alpha1", "kind": "Shard",
              "metadata": { "name": "global-store-shard-eu", "namespace": "default", "labels": { "storage.example.io/store": "global-store", "storage.example.io/region": "eu-west-1" } },
              "spec": { "shardName": "shard-eu", "region": "eu-west-1", "size": "500Gi", "replicationFactor": 2 }
            }
            """);
        EntryRenderer.RenderStatus(entry, Context(custom), passSucceeded: true).Fields.ShouldBeJson("""{ "phase": "Ready", "shardCount": 3 }""");
    }

    private static RenderContext Context(JsonObject custom, params LiveChild[] children) => new(custom, children, Render.Noon, Ork);

    private static LiveChild Child(string kind, string name, string path, string parts) => new("apps/v1", kind, "default", name, path, (JsonObject)JsonNode.Parse(parts)!);

    private static async Task<JsonObject> CustomResourceAsync(string set, string file)
    {
        var source = await new FileSourceReader(CompatExamples.Folder(set)).ReadAsync(file, null, CancellationToken.None);
        return (JsonObject)NodeJson.Of(YamlReader.Read(source, new Findings())[0].Node)!;
    }

    private static string Deployment(string name, string ownerKind, string owner, string image, int replicas, int? port = null)
    {
        var labels = $$"""{ "orkestra-owner": "{{owner}}", "orkestra.orkspace.io/owner-kind": "{{ownerKind}}", "orkestra.orkspace.io/deployment": "{{name}}" }""";
        var ports = port is null ? "" : $$""", "ports": [ { "containerPort": {{port}}, "protocol": "TCP" } ]""";
        return $$"""
            {
              "apiVersion": "apps/v1", "kind": "Deployment", "metadata": { "name": "{{name}}" },
              "spec": {
                "replicas": {{replicas}}, "selector": { "matchLabels": {{labels}} },
                "template": { "metadata": { "labels": { "app": "{{name}}", {{labels[2..]}} }, "spec": { "containers": [ { "name": "{{name}}", "image": "{{image}}"{{ports}} } ] } }
              }
            }
            """;
    }

    private static string Service(string name, string owner, string ownerKind, int port, int target) =>
        $$"""
        {
          "apiVersion": "v1", "kind": "Service", "metadata": { "name": "{{name}}" },
          "spec": { "type": "ClusterIP", "selector": { "orkestra-owner": "{{owner}}", "orkestra.orkspace.io/owner-kind": "{{ownerKind}}" }, "ports": [ { "port": {{port}}, "targetPort": {{target}}, "protocol": "TCP" } ] }
        }
        """;
}
