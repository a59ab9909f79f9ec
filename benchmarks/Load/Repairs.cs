using System.Diagnostics;
using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Watch;

namespace Orkestra.Benchmarks.Load;

/// <summary>Deletes and edits children one after another and measures how long each is not as declared.</summary>
internal sealed class Repairs(KubernetesClient admin, int resources)
{
    private static readonly ApiResource ConfigMaps = new("", "v1", "configmaps", "configmap", "ConfigMap", Namespaced: true, [], [], HasStatus: false, HasScale: false);
    private readonly Lock _lock = new();
    private (string Name, TaskCompletionSource Repaired)? _open;

    public async Task<IReadOnlyList<double>> RunAsync(int count)
    {
        using var stop = new CancellationTokenSource();
        var synced = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var watch = WatchAsync(synced, stop.Token);
        await synced.Task;
        var milliseconds = new List<double>();
        for (var i = 0; i < count; i++)
        {
            var name = new ObjectName("bench", $"app-{i % resources}-config");
            var repaired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_lock)
                _open = (name.Name, repaired);
            var begun = Stopwatch.GetTimestamp();
            if (i % 2 == 0)
                await admin.DeleteAsync(ConfigMaps, name, DeleteOptions.Default, CancellationToken.None);
            else
                await admin.PatchAsync(ConfigMaps, name, PatchKind.Merge, new JsonObject { ["data"] = new JsonObject { ["LEVEL"] = "edited" } }, new WriteOptions { FieldManager = "benchmark" }, CancellationToken.None);
            await repaired.Task.WaitAsync(TimeSpan.FromMinutes(1), CancellationToken.None);
            milliseconds.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        await stop.CancelAsync();
        await watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return [.. milliseconds.Order()];
    }

    /// <summary>A child is right when it was wrong before: the first event after the delete or the edit is that one's own.</summary>
    private async Task WatchAsync(TaskCompletionSource synced, CancellationToken cancellationToken)
    {
        var wrong = new HashSet<string>(StringComparer.Ordinal);
        var reflector = new Reflector(admin, new WatchTarget(ConfigMaps, "bench"), new ReflectorOptions(), TimeProvider.System, new Random(3));
        await foreach (var change in reflector.RunAsync(cancellationToken))
        {
            switch (change)
            {
                case ReflectorEvent.ListCompleted:
                    synced.TrySetResult();
                    break;
                case ReflectorEvent.Deleted gone:
                    wrong.Add(gone.Object.Name.Name);
                    break;
                case ReflectorEvent.Changed { Object: var map } when IsEdited(map):
                    wrong.Add(map.Name.Name);
                    break;
                case ReflectorEvent.Changed { Object: var map } when wrong.Remove(map.Name.Name):
                    lock (_lock)
                    {
                        if (_open is { } open && open.Name == map.Name.Name)
                            open.Repaired.TrySetResult();
                    }

                    break;
            }
        }
    }

    private static bool IsEdited(WatchedObject map) => map.Parse()["data"] is JsonObject data && (string?)data["LEVEL"] is "edited";
}
