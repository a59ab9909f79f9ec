using Microsoft.Extensions.Logging;
using Orkestra.Grains.Storage;
using Orkestra.Grains.Watching;
using Orkestra.Katalog.Enrichment;
using Orkestra.Katalog.Model;
using Orkestra.Kubernetes.Client;

namespace Orkestra.Grains.Related;

/// <summary>The watches of what <c>enrich</c> looks up: one for each kind and all boxes of the process, opened when the first one asks, closed with the process.</summary>
internal sealed class RelatedWatches(KubernetesClient client, TimeProvider clock, ILoggerFactory logs) : IAsyncDisposable
{
    private readonly SharedWatches<RelatedKind, RelatedWatch> _watches = new(client, static (watch, cancellationToken) => watch.RunAsync(cancellationToken));

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

    public RelatedWatch Ensure(RelatedKind kind) => _watches.Ensure(kind, () => new RelatedWatch(kind, client, clock, logs.CreateLogger<RelatedWatch>()));

    public ValueTask DisposeAsync() => _watches.DisposeAsync();
}
