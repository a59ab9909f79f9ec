using Microsoft.Extensions.Logging;
using Orkestra.Grains.Storage;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Watching;

/// <summary>The child watches of this process: one per kind and cluster, opened when the first box needs it, closed with the process.</summary>
internal sealed class ChildWatches(KubernetesClient client, OwnerSlots slots, ChildObserver observer, TimeProvider clock, ILoggerFactory logs) : IAsyncDisposable
{
    private readonly SharedWatches<(string Group, string Kind), ChildWatch> _watches = new(client, static (watch, cancellationToken) => watch.RunAsync(cancellationToken));

    public ChildWatch Ensure(ApiResource resource) =>
        _watches.Ensure((resource.Group, resource.Kind), () => new ChildWatch(resource, client, slots, observer, clock, logs.CreateLogger<ChildWatch>()));

    public ValueTask DisposeAsync() => _watches.DisposeAsync();
}
