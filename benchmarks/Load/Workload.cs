using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Benchmarks.Load;

/// <summary>The definition that is measured and the custom resources that are made of it.</summary>
internal sealed class Workload(KubernetesClient admin, string ns)
{
    public const string Group = "bench.orkestra.test";

    public static readonly ApiResource Apps = new(Group, "v1", "apps", "app", "App", Namespaced: true, [], [], HasStatus: true, HasScale: false);

    public string Namespace => ns;

    private static readonly WriteOptions Write = new() { FieldManager = "benchmark" };

    /// <summary>The Katalog; with a resync every entry reads the clock, so that each resync is a pass of every resource.</summary>
    public static string Katalog(TimeSpan? resync) => $$$"""
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: benchmark }
        spec:
          crds:
            app:
              apiTypes: { group: {{{Group}}}, version: v1, kind: App, plural: apps }
              operatorBox:
                reconcile:
                  workers: 8
                  resync: {{{(resync is { } every ? $"{every.TotalSeconds}s" : "24h")}}}
                  onReconcile:
                    configMaps:
                      - name: "{{ .metadata.name }}-config"
                        data: { LEVEL: "{{ .spec.level }}" }
                    deployments:
                      - name: "{{ .metadata.name }}"
                        image: "{{ .spec.image }}"
                        replicas: "{{ .spec.replicas }}"
                    services:
                      - name: "{{ .metadata.name }}-svc"
                        port: "80"
                emit:
                  status:
                    fields:
                      - { path: phase, value: Running{{{(resync is null ? "" : ", when: [ { time: { after: \"00:00\", before: \"23:59\" } } ]")}}} }
                      - { path: level, value: "{{ .spec.level }}" }
        """;

    public async Task DefineAsync(CancellationToken cancellationToken)
    {
        await MakeNamespaceAsync(cancellationToken);
        await CreateAsync(new GroupVersionKind("apiextensions.k8s.io", "v1", "CustomResourceDefinition"), $$$"""
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"apps.{{{Group}}}"},
             "spec":{"group":"{{{Group}}}","scope":"Namespaced","names":{"kind":"App","plural":"apps","singular":"app"},
             "versions":[{"name":"v1","served":true,"storage":true,"subresources":{"status":{}},
               "schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true} } }] } }
            """, cancellationToken);
    }

    public Task MakeNamespaceAsync(CancellationToken cancellationToken) =>
        CreateAsync(new GroupVersionKind("", "v1", "Namespace"), $$$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{{{ns}}}"}}""", cancellationToken);

    public Task CreateAppAsync(int number, CancellationToken cancellationToken) => admin.CreateAsync(
        Apps,
        JsonNode.Parse($$$"""{"apiVersion":"{{{Group}}}/v1","kind":"App","metadata":{"name":"app-{{{number}}}","namespace":"{{{ns}}}"},"spec":{"image":"nginx:1.27","replicas":0,"level":"0"}}""")!.AsObject(),
        Write, cancellationToken);

    public Task ChangeAsync(int number, long level, CancellationToken cancellationToken) => admin.PatchAsync(
        Apps, new ObjectName(ns, $"app-{number}"), PatchKind.Merge, new JsonObject { ["spec"] = new JsonObject { ["level"] = level.ToString(System.Globalization.CultureInfo.InvariantCulture) } }, Write, cancellationToken);

    private async Task CreateAsync(GroupVersionKind kind, string json, CancellationToken cancellationToken)
    {
        var resource = await admin.Discovery.FindAsync(kind, cancellationToken) ?? throw new InvalidOperationException($"{kind} is not served");
        await admin.CreateAsync(resource, JsonNode.Parse(json)!.AsObject(), Write, cancellationToken);
    }
}
