using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orkestra.Grains.Storage;
using Orkestra.Katalog.Enrichment;
using Orkestra.Katalog.Model;
using Orkestra.Kubernetes.Client;

namespace Orkestra.Grains.Related;

/// <summary>The watches of what <c>enrich</c> looks up: one for each kind and all boxes of the process, opened when the first one asks, closed with the process.</summary>
internal sealed class RelatedWatches(KubernetesClient client, TimeProvider clock, ILoggerFactory logs) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<RelatedKind, Lazy<(RelatedWatch Watch, Task Run)>> _watches = new();
    private readonly CancellationTokenSource _stop = new();

    /// <summary>What the pass of this custom resource that begins now may look up; null: its entry looks nothing up.</summary>
    public PassRelated? Begin(CrdEntry entry, CustomResourceRecord record)
    {
        if (entry.Enrichments.Count > 0)
            return new PassRelated(this, record.Related ??= new RelatedBook(record));
        // A definition before this one looked something up.
        record.Related?.Close();
        record.Related = null;
        return null;
    }

    public RelatedWatch Ensure(RelatedKind kind) => _watches.GetOrAdd(kind, each => new Lazy<(RelatedWatch, Task)>(() =>
    {
        var watch = new RelatedWatch(each, client, clock, logs.CreateLogger<RelatedWatch>());
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
