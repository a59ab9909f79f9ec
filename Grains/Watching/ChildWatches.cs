using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orkestra.Grains.Storage;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Watching;

/// <summary>The child watches of this process: one per kind and cluster, opened when the first box needs it, closed with the process.</summary>
internal sealed class ChildWatches(KubernetesClient client, OwnerSlots slots, ChildObserver observer, TimeProvider clock, ILoggerFactory logs) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(string Group, string Kind), Lazy<(ChildWatch Watch, Task Run)>> _watches = new();
    private readonly CancellationTokenSource _stop = new();

    public ChildWatch Ensure(ApiResource resource) =>
        _watches.GetOrAdd((resource.Group, resource.Kind), _ => new Lazy<(ChildWatch, Task)>(() =>
        {
            var watch = new ChildWatch(resource, client, slots, observer, clock, logs.CreateLogger<ChildWatch>());
            client.Activity?.Begin();
            return (watch, Task.Run(() =>
            {
                var run = watch.RunAsync(_stop.Token);
                client.Activity?.End();
                return run;
            }));
        })).Value.Watch;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_watches.Values.Select(watch => watch.Value.Run)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }
}
