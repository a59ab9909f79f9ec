using System.Text.Json.Nodes;
using Orkestra.Benchmarks.Load;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Benchmarks.Isolation;

/// <summary>A box whose every pass fails: the API server refuses the child, because its schema needs what the Katalog does not say.</summary>
internal sealed class FailingWorkload(KubernetesClient admin, string ns)
{
    private static readonly ApiResource Doomed = new(Workload.Group, "v1", "doomeds", "doomed", "Doomed", Namespaced: true, [], [], HasStatus: true, HasScale: false);
    private static readonly WriteOptions Write = new() { FieldManager = "benchmark" };

    /// <summary>The entry, to be put below those of <see cref="Workload.Katalog"/>. It is tried twice a minute for ever, so that the load of a round is that of the next.</summary>
    public static string Entry { get; } = $$$"""

            doomed:
              apiTypes: { group: {{{Workload.Group}}}, version: v1, kind: Doomed, plural: doomeds }
              operatorBox:
                reconcile:
                  workers: 8
                  resync: 24h
                  queue: { retryBackoff: { initial: 1s, max: 30s, maxAttempts: 1000 } }
                  onReconcile:
                    custom:
                      - apiVersion: {{{Workload.Group}}}/v1
                        kind: Picky
                        metadata: { name: "{{ .metadata.name }}" }
                        spec: { level: "{{ .spec.level }}" }
        """;

    public async Task DefineAsync(CancellationToken cancellationToken)
    {
        await DefineAsync("Doomed", "doomeds", """{"type":"object","x-kubernetes-preserve-unknown-fields":true}""", cancellationToken);
        await DefineAsync("Picky", "pickies", """{"type":"object","properties":{"spec":{"type":"object","required":["needed"],"properties":{"needed":{"type":"string"},"level":{"type":"string"}}}}}""", cancellationToken);
    }

    public Task CreateAsync(int number, CancellationToken cancellationToken) => admin.CreateAsync(
        Doomed,
        JsonNode.Parse($$$"""{"apiVersion":"{{{Workload.Group}}}/v1","kind":"Doomed","metadata":{"name":"doomed-{{{number}}}","namespace":"{{{ns}}}"},"spec":{"level":"0"}}""")!.AsObject(),
        Write, cancellationToken);

    private async Task DefineAsync(string kind, string plural, string schema, CancellationToken cancellationToken)
    {
        var definitions = await admin.Discovery.FindAsync(new GroupVersionKind("apiextensions.k8s.io", "v1", "CustomResourceDefinition"), cancellationToken) ?? throw new InvalidOperationException("CRDs are not served");
        await admin.CreateAsync(definitions, JsonNode.Parse($$$"""
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"{{{plural}}}.{{{Workload.Group}}}"},
             "spec":{"group":"{{{Workload.Group}}}","scope":"Namespaced","names":{"kind":"{{{kind}}}","plural":"{{{plural}}}","singular":"{{{kind.ToLowerInvariant()}}}"},
             "versions":[{"name":"v1","served":true,"storage":true,"subresources":{"status":{}},"schema":{"openAPIV3Schema":{{{schema}}} } }] } }
            """)!.AsObject(), Write, cancellationToken);
    }
}
