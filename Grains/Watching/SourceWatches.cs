using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Orkestra.Grains.Storage;
using Orkestra.Katalog.Rendering;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Watching;

/// <summary>The watches of single secrets that custom resources copy from: one a secret, opened when the first one asks, closed with the process.</summary>
internal sealed class SourceWatches(KubernetesClient client, OwnerSlots slots, TimeProvider clock, ILoggerFactory logs) : IAsyncDisposable
{
    private static readonly ApiResource Secrets = new("", "v1", "secrets", "secret", "Secret", Namespaced: true, [], ["get", "list", "watch"], HasStatus: false, HasScale: false);

    private readonly ConcurrentDictionary<ObjectName, Lazy<(SourceWatch Watch, Task Run)>> _watches = new();
    private readonly CancellationTokenSource _stop = new();

    /// <summary>What this owner may ask.</summary>
    public ISourceObjects For(string ownerHash) => new Asker(this, ownerHash);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_watches.Values.Select(watch => watch.Value.Run)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private SourceWatch Ensure(ObjectName name) => _watches.GetOrAdd(name, each => new Lazy<(SourceWatch, Task)>(() =>
    {
        var watch = new SourceWatch(Secrets, each, client, slots, clock, logs.CreateLogger<SourceWatch>());
        client.Activity?.Begin();
        return (watch, Task.Run(() =>
        {
            var run = watch.RunAsync(_stop.Token);
            client.Activity?.End();
            return run;
        }));
    })).Value.Watch;

    private sealed class Asker(SourceWatches watches, string ownerHash) : ISourceObjects
    {
        public JsonObject? FindSecret(string ns, string name)
        {
            var watch = watches.Ensure(new ObjectName(ns, name));
            var (isKnown, live) = watch.Ask(ownerHash);
            return isKnown ? live : throw new SourcePendingException($"waiting for the secret {ns}/{name}{(watch.LastError is { } error ? ": " + error : "")}");
        }
    }
}
