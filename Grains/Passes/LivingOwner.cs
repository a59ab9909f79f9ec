using Orkestra.Grains.Identity;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Passes;

/// <summary>
/// Before a child that has lost its owner reference is taken back: the garbage collector takes references away from children that a deletion leaves behind, and
/// the watch of the children may tell that before the watch of their owner tells the deletion. Only the API server knows, so this is the one read of a pass.
/// </summary>
internal sealed class LivingOwner(KubernetesClient client)
{
    /// <exception cref="PassException">It is being deleted or is another one; the news of it brings the key back.</exception>
    public async Task EnsureAsync(ApiResource resource, StampedOwner owner, CancellationToken cancellationToken)
    {
        var live = await client.FindAsync(resource, new ObjectName(owner.Key.Namespace, owner.Key.Name), cancellationToken).ConfigureAwait(false);
        if (live is null || live.DeletionTimestamp is not null || !string.Equals(live.Uid, owner.Uid, StringComparison.Ordinal))
            throw new PassException(PassResult.Waiting, "Deleting", "it is being deleted, which its watch has not told yet") { IsBrief = true };
    }
}
