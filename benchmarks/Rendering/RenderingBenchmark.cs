using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;

namespace Orkestra.Benchmarks.Rendering;

/// <summary>What rendering the children of one custom resource costs once its entry is compiled, and what loading a Katalog of many CRDs costs.</summary>
internal static class RenderingBenchmark
{
    private const int Warmup = 3000;
    private const int Rounds = 15;
    private const int PerRound = 1000;
    private const int Crds = 300;

    public static async Task<int> RunAsync()
    {
        var entry = (await LoadAsync(Katalog(1))).Entries[0];
        var context = new RenderContext(CustomResource(), [], DateTimeOffset.UnixEpoch, new OrkFacts(inCluster: false, null, "0"));
        var (time, bytes) = Measure(() => EntryRenderer.RenderChildren(entry, context).Children.Count);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"rendering 5 children: {time.TotalMicroseconds:0.0} µs, {bytes / 1024.0:0.0} KiB allocated (median of {Rounds} rounds of {PerRound})"));
        var (statusTime, statusBytes) = Measure(() => EntryRenderer.RenderStatus(entry, context, passSucceeded: true).Fields.Count);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"rendering 3 status fields: {statusTime.TotalMicroseconds:0.0} µs, {statusBytes / 1024.0:0.0} KiB allocated"));

        var katalog = Katalog(Crds);
        var loads = new List<TimeSpan>();
        for (var i = 0; i < 4; i++)
        {
            var began = Stopwatch.GetTimestamp();
            var loaded = await LoadAsync(katalog);
            loads.Add(Stopwatch.GetElapsedTime(began));
            if (loaded.Entries.Count != Crds)
                throw new InvalidOperationException("not every entry was loaded");
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"loading {Crds} CRDs with 5 children each ({katalog["katalog.yaml"].Length / 1024} KiB of Katalog): first {loads[0].TotalMilliseconds:0} ms, then {string.Join(", ", loads.Skip(1).Select(load => load.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)))} ms"));
        return 0;
    }

    private static (TimeSpan Time, long Bytes) Measure(Func<int> work)
    {
        for (var i = 0; i < Warmup; i++)
            work();
        var times = new List<TimeSpan>();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            for (var i = 0; i < PerRound; i++)
                work();
            times.Add(Stopwatch.GetElapsedTime(began) / PerRound);
        }

        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (Rounds * PerRound);
        times.Sort();
        return (times[Rounds / 2], bytes);
    }

    private static async Task<KatalogDefinition> LoadAsync(IReadOnlyDictionary<string, string> files)
    {
        var result = await new KatalogLoader(new Files(files)).LoadAsync("katalog.yaml", CancellationToken.None);
        return result.Katalog ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }

    private static JsonObject CustomResource() => (JsonObject)JsonNode.Parse("""
        {
          "apiVersion": "bench.example.io/v1", "kind": "Web0", "metadata": { "name": "shop", "namespace": "default", "labels": { "team": "a" } },
          "spec": { "image": "nginx", "tag": "1.27", "replicas": 3, "port": 8080, "host": "shop.example.com", "settings": { "LOG_LEVEL": "info", "CACHE": "64Mi" } }
        }
        """)!;

    private static Dictionary<string, string> Katalog(int entries)
    {
        var text = new StringBuilder("apiVersion: orkestra.orkspace.io/v1\nkind: Katalog\nmetadata: { name: bench }\nspec:\n  crds:\n");
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < entries; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    web{i}:\n      crdFile: crd{i}.yaml\n").Append(Box);
            files[$"crd{i}.yaml"] = Crd.Replace("@", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }

        files["katalog.yaml"] = text.ToString();
        return files;
    }

    private const string Box = """
              operatorBox:
                reconcile:
                  onReconcile:
                    serviceAccounts:
                      - name: "{{ .metadata.name }}"
                    configMaps:
                      - name: "{{ .metadata.name }}-settings"
                        data: { level: "{{ .spec.settings.LOG_LEVEL }}", cache: "{{ .spec.settings.CACHE | default \"32Mi\" }}", host: "{{ .spec.host }}" }
                    secrets:
                      - name: "{{ .metadata.name }}-session"
                        data: { url: "https://{{ .spec.host }}/session" }
                    deployments:
                      - name: "{{ .metadata.name }}"
                        image: "{{ .spec.image }}:{{ .spec.tag | default \"latest\" }}"
                        replicas: "{{ .spec.replicas }}"
                        port: "{{ .spec.port }}"
                        labels: { team: "{{ .metadata.labels.team }}" }
                        serviceAccountName: "{{ .metadata.name }}"
                        env:
                          - { name: HOST, value: "{{ .spec.host }}" }
                          - { name: WORKERS, value: "{{ mul .spec.replicas 2 }}" }
                    services:
                      - name: "{{ .metadata.name }}"
                        port: 80
                        targetPort: "{{ .spec.port }}"
                        when:
                          - { field: spec.port, greaterThan: 0 }
                emit:
                  status:
                    fields:
                      - { path: phase, value: Pending }
                      - { path: phase, value: Running, when: [ { field: "{{ allReplicasReady .children.deployment }}", equals: "true" } ] }
                      - { path: host, value: "{{ .spec.host }}" }

        """;

    private const string Crd = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: web@s.bench.example.io }
        spec:
          group: bench.example.io
          scope: Namespaced
          names: { kind: Web@, listKind: Web@List, plural: web@s, singular: web@ }
          versions:
            - name: v1
              served: true
              storage: true
              subresources: { status: {} }
              schema:
                openAPIV3Schema:
                  type: object
                  properties:
                    spec: { type: object, x-kubernetes-preserve-unknown-fields: true }
                    status: { type: object, x-kubernetes-preserve-unknown-fields: true }

        """;

    private sealed class Files(IReadOnlyDictionary<string, string> files) : ISourceReader
    {
        public ValueTask<SourceText> ReadAsync(string reference, string? relativeTo, CancellationToken ct) => new(new SourceText(reference, files[reference]));
    }
}
