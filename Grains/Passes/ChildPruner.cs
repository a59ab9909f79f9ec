using Orkestra.Grains.Storage;
using Orkestra.Katalog.Model;
using Orkestra.Kubernetes.Client;

namespace Orkestra.Grains.Passes;

/// <summary>Deletes children that no entry yields any more, and those of entries that are switched off and say <c>prune: true</c>.
/// What holds data, or other objects, goes only with <c>prune: true</c>.</summary>
internal sealed class ChildPruner(PassServices services)
{
    private static readonly HashSet<(string Group, string Kind)> KeptKinds =
    [
        ("", "Namespace"), ("", "PersistentVolume"), ("", "PersistentVolumeClaim"), ("apiextensions.k8s.io", "CustomResourceDefinition"),
    ];

    public async Task PruneAsync(PassPlan plan, CrdEntry entry, OwnerSlot slot, string ownerUid, WriteCount writes, CancellationToken cancellationToken)
    {
        if (!plan.NamesComplete || !services.Watches.AllSynced)
            return;
        foreach (var child in slot.Children)
        {
            if (child.Deleting || !IsOurs(child, ownerUid) || !IsUnwanted(child, plan, entry))
                continue;
            writes.Add();
            await services.Client.DeleteAsync(child.Resource, child.Name, new DeleteOptions { Uid = child.Uid, Propagation = PropagationPolicy.Background }, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>A child under another controller is never deleted; one that cannot be owned, because it is in another namespace, has none.</summary>
    private static bool IsOurs(ChildRecord child, string ownerUid) =>
        child.ControllerUid is null || string.Equals(child.ControllerUid, ownerUid, StringComparison.Ordinal);

    private static bool IsUnwanted(ChildRecord child, PassPlan plan, CrdEntry entry)
    {
        if (plan.Children.FirstOrDefault(planned => child.Is(planned.Resource, planned.Name)) is { } planned)
            return !planned.Wanted && planned.Entry.Prune;
        var maker = entry.Resources.FirstOrDefault(resource => string.Equals(resource.Path, child.EntryPath, StringComparison.Ordinal));
        return maker is { Prune: true } || !KeptKinds.Contains((child.Resource.Group, child.Resource.Kind));
    }
}
