using Orkestra.Grains.Boxes;
using Orkestra.Grains.Identity;
using Orkestra.Grains.Storage;
using Orkestra.Katalog.Model;
using Orkestra.Kubernetes.Client;

namespace Orkestra.Grains.Passes;

/// <summary>Deletes children that no entry yields any more, and those of entries that are switched off and say <c>prune: true</c>.
/// What holds data, or other objects, goes only with <c>prune: true</c>.</summary>
internal sealed class ChildPruner(ChildDeleter deleter)
{
    private static readonly HashSet<(string Group, string Kind)> KeptKinds =
    [
        ("", "Namespace"), ("", "PersistentVolume"), ("", "PersistentVolumeClaim"), ("apiextensions.k8s.io", "CustomResourceDefinition"),
    ];

    /// <returns>False when unwanted children had to be kept for now.</returns>
    public async Task<bool> PruneAsync(PassPlan plan, BoxContext box, CustomResourceRecord record, StampedOwner owner, WriteCount writes, CancellationToken cancellationToken)
    {
        if (!plan.NamesComplete)
            return true;
        List<ChildRecord> unwanted = [];
        foreach (var child in record.Slot.Children)
        {
            if (child is { Deleting: false, Deletion: ChildDeletion.Delete, IsOfDeletion: false } && child.IsMadeBy(owner) && !IsReleased(child, record) && IsUnwanted(child, plan, record.Slot, box.Entry))
                unwanted.Add(child);
        }

        var allowed = box.Prunes.Allow(record, unwanted);
        foreach (var child in allowed)
            await deleter.DeleteAsync(child, record.Slot, PropagationPolicy.Background, writes, cancellationToken).ConfigureAwait(false);

        return allowed.Count == unwanted.Count;
    }

    /// <summary>It could have our controller reference and has none: somebody took it out of our hands.</summary>
    private static bool IsReleased(ChildRecord child, CustomResourceRecord record) => child.ControllerUid is null && !child.IsAbroad(record.Name);

    private static bool IsUnwanted(ChildRecord child, PassPlan plan, OwnerSlot slot, CrdEntry entry)
    {
        if (plan.Children.FirstOrDefault(planned => child.Is(planned.Resource, planned.Name)) is { } planned)
            return !planned.Wanted && planned.Entry.Prune;
        // Some kinds are served in two groups: what an earlier definition made in the other one is the very object that is wanted in this one.
        if (plan.Children.Any(other => other.Name == child.Name && string.Equals(slot.Find(other.Resource, other.Name)?.Uid, child.Uid, StringComparison.Ordinal)))
            return false;
        var maker = entry.MakerOf(child.EntryPath);
        if (maker is { Prune: true })
            return true;
        var isOnceSecret = child.Resource is { Group: "", Kind: "Secret" } && maker is not { Mode: ApplyMode.Apply, Once: false };
        return !isOnceSecret && !KeptKinds.Contains((child.Resource.Group, child.Resource.Kind));
    }
}
