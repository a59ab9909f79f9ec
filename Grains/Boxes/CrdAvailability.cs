using Orkestra.Grains.Watching;
using Orkestra.Katalog.Model;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.CustomResources;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Boxes;

/// <summary>Knows whether the type that a box watches is served, from the watch of CRDs; kinds that are no CRDs are looked up once.</summary>
internal sealed class CrdAvailability(ApiTypes types, CustomResourceDefinitions definitions, KubernetesClient client, TimeProvider clock)
{
    private static readonly TimeSpan StaleDiscovery = TimeSpan.FromSeconds(5);

    private bool _discoveryWasStale;

    /// <summary>Ends when the type is served. <paramref name="missing"/> is told why it is not.</summary>
    public async Task<ApiResource> WaitUntilServedAsync(Action<string> missing, CancellationToken cancellationToken)
    {
        if (_discoveryWasStale)
        {
            missing($"{types.ApiVersion} {types.Kind} is named by the server's discovery and not served");
            await Task.WhenAny(definitions.NextChange, Task.Delay(StaleDiscovery, clock, cancellationToken)).ConfigureAwait(false);
            _discoveryWasStale = false;
        }

        while (true)
        {
            var change = definitions.NextChange;
            if (definitions.IsSynced)
            {
                var found = definitions.Find(types.Group, types.Kind) is { } facts ? Served(facts) : await FindBuiltInAsync(cancellationToken).ConfigureAwait(false);
                if (found is not null)
                    return found;
                missing($"{types.ApiVersion} {types.Kind} is not served: apply its CRD; the box starts when it is established");
            }
            else if (definitions.LastError is { } error)
            {
                missing($"the CRDs of the cluster cannot be listed: {error}");
            }

            await change.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Ends when the type is not served any more: its CRD is gone or, of a type that no CRD defines, a request was answered 404. The discovery of a server may name a type
    /// for a while after its CRD is gone.</summary>
    /// <param name="notFound">Ends when a request for the custom resources was answered 404.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task WaitUntilGoneAsync(Task notFound, CancellationToken cancellationToken)
    {
        var wasDefined = false;
        while (true)
        {
            var change = definitions.NextChange;
            var facts = definitions.Find(types.Group, types.Kind);
            wasDefined |= facts is not null;
            _discoveryWasStale = !wasDefined && notFound.IsCompleted;
            if (_discoveryWasStale || (facts is null ? wasDefined : Served(facts) is null))
                return;
            await (notFound.IsCompleted ? change : Task.WhenAny(change, notFound)).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Where the status goes, by the CRD as it is now.</summary>
    public StatusTarget Status(ApiResource resource)
    {
        var version = definitions.Find(types.Group, types.Kind)?.Version(types.Version);
        return version is null
            ? new StatusTarget(resource.HasStatus ? StatusHandling.Subresource : StatusHandling.Dropped, null)
            : new StatusTarget(version.Status, version.Pruning);
    }

    /// <summary>A kind that no CRD defines. What discovery remembers may be a CRD that is gone.</summary>
    private async Task<ApiResource?> FindBuiltInAsync(CancellationToken cancellationToken)
    {
        await client.Discovery.ForgetAsync(cancellationToken).ConfigureAwait(false);
        return await client.Discovery.FindAsync(new GroupVersionKind(types.Group, types.Version, types.Kind), cancellationToken).ConfigureAwait(false);
    }

    private ApiResource? Served(CustomResourceFacts facts) => facts.Established ? facts.ToResource(types.Version) : null;
}
