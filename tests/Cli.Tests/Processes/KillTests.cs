using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.TestKit.Clusters;
using Orkestra.TestKit.Waiting;
using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.Processes;

/// <summary><c>ork run</c> as a process of its own, killed in the middle of its work.</summary>
public abstract class KillTests
{
    private const int Resources = 500;
    private const string Group = "kill.orkestra.test";
    private const string Namespace = "kill";
    private static readonly ApiResource Apps = new(Group, "v1", "apps", "app", "App", Namespaced: true, [], [], HasStatus: true, HasScale: false);

    private const string Katalog = $$$"""
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: kill }
        spec:
          crds:
            app:
              apiTypes: { group: {{{Group}}}, version: v1, kind: App, plural: apps }
              operatorBox:
                reconcile:
                  onReconcile:
                    configMaps:
                      - { name: "{{ .metadata.name }}-config", data: { LEVEL: "{{ .spec.level }}" } }
                    deployments:
                      - { name: "{{ .metadata.name }}", image: "nginx:1.27", replicas: "0" }
                    services:
                      - { name: "{{ .metadata.name }}-svc", port: "80" }
                emit:
                  status:
                    fields: [ { path: level, value: "{{ .spec.level }}" } ]
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_in_the_middle_of_500_new_resources_and_started_again_all_converge_and_no_child_is_made_twice()
    {
        await using var cluster = await StartAsync();
        using var handler = new HttpClientHandlerAdapter(cluster.CreateHttpClient(TestUsers.Admin));
        using var admin = new KubernetesClient(handler, cluster.Address, new RequestCounter(), TimeProvider.System, new KubernetesClientOptions());
        var folder = Directory.CreateTempSubdirectory("orkestra-kill-");
        try
        {
            var katalog = Path.Combine(folder.FullName, "katalog.yaml");
            await File.WriteAllTextAsync(katalog, Katalog, Token);
            await DefineAsync(admin);
            await Parallel.ForAsync(0, Resources, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Token }, async (i, ct) => await CreateAppAsync(admin, i, ct));

            using (var first = OrkProcess.Run(katalog, cluster.KubeconfigPath(TestUsers.Orkestra)))
            {
                await Eventually.Async("half of the children", _ => CreatedAsync(cluster), made => made >= Resources * 3 / 2, TimeSpan.FromMinutes(3), Token);
                await first.KillAsync();
            }

            using var second = OrkProcess.Run(katalog, cluster.KubeconfigPath(TestUsers.Orkestra));
            await Eventually.Async(
                "every status", async ct => await CountAsync(admin, Apps, app => (string?)app["status"]?["level"] == "info", ct), ready => ready == Resources, TimeSpan.FromMinutes(5), Token);

            ServerRequest.MadeTwice(await cluster.RequestsAsync(TestUsers.Orkestra, RequestMark.Start, Token), Namespace).ShouldBeEmpty();
            foreach (var kind in new[] { new GroupVersionKind("", "v1", "ConfigMap"), new GroupVersionKind("", "v1", "Service"), new GroupVersionKind("apps", "v1", "Deployment") })
            {
                var resource = (await admin.Discovery.FindAsync(kind, Token))!;
                (await CountAsync(admin, resource, child => child.ControllerReference?.Kind == "App", Token)).ShouldBe(Resources, "none is missing, none is left over");
            }

            await second.KillAsync();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    protected abstract Task<ITestCluster> StartAsync();

    private static async Task<int> CreatedAsync(ITestCluster cluster) =>
        (await cluster.RequestsAsync(TestUsers.Orkestra, RequestMark.Start, Token)).Count(request => request is { Writes: true, StatusCode: 201 } && request.IsIn(Namespace));

    private static async Task<int> CountAsync(KubernetesClient admin, ApiResource resource, Func<JsonObject, bool> counts, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var item in admin.ListAsync(resource, new ListOptions { Namespace = Namespace }, cancellationToken))
            count += counts(item) ? 1 : 0;
        return count;
    }

    private static async Task DefineAsync(KubernetesClient admin)
    {
        await CreateAsync(admin, new GroupVersionKind("", "v1", "Namespace"), $$$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{{{Namespace}}}"}}""");
        await CreateAsync(admin, new GroupVersionKind("apiextensions.k8s.io", "v1", "CustomResourceDefinition"), $$$"""
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"apps.{{{Group}}}"},
             "spec":{"group":"{{{Group}}}","scope":"Namespaced","names":{"kind":"App","plural":"apps","singular":"app"},
             "versions":[{"name":"v1","served":true,"storage":true,"subresources":{"status":{} },
               "schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true} } }] } }
            """);
        await Eventually.Async("App is served", async ct => (await admin.GetPathAsync($"/apis/{Group}/v1", ct))["resources"] is JsonArray { Count: > 0 }, cancellationToken: Token);
    }

    private static async Task CreateAppAsync(KubernetesClient admin, int number, CancellationToken cancellationToken)
    {
        var app = $$$"""{"apiVersion":"{{{Group}}}/v1","kind":"App","metadata":{"name":"app{{{number}}}","namespace":"{{{Namespace}}}"},"spec":{"level":"info"} }""";
        await admin.CreateAsync(Apps, JsonNode.Parse(app)!.AsObject(), new WriteOptions { FieldManager = "test" }, cancellationToken);
    }

    private static async Task CreateAsync(KubernetesClient admin, GroupVersionKind kind, string json) =>
        await admin.CreateAsync((await admin.Discovery.FindAsync(kind, Token))!, JsonNode.Parse(json)!.AsObject(), new WriteOptions { FieldManager = "test" }, Token);
}
