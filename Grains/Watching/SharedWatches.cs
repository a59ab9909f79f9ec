using System.Collections.Concurrent;
using Orkestra.Kubernetes.Client;

namespace Orkestra.Grains.Watching;

/// <summary>Watches that the boxes of this process share: each is opened when the first one needs it, and closed with the process.</summary>
/// <param name="client">The cluster.</param>
/// <param name="run">Runs a watch until it is cancelled.</param>
internal sealed class SharedWatches<TKey, TWatch>(KubernetesClient client, Func<TWatch, CancellationToken, Task> run) : IAsyncDisposable
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Lazy<(TWatch Watch, Task Run)>> _watches = new();
    private readonly CancellationTokenSource _stop = new();

    /// <summary>The watch of this key; made and run where there is none yet.</summary>
    public TWatch Ensure(TKey key, Func<TWatch> make) => _watches.GetOrAdd(key, _ => new Lazy<(TWatch, Task)>(() =>
    {
        var watch = make();
        client.Activity?.Begin();
        return (watch, Task.Run(() =>
        {
            var running = run(watch, _stop.Token);
            client.Activity?.End();
            return running;
        }));
    })).Value.Watch;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_watches.Values.Select(watch => watch.Value.Run)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }
}
