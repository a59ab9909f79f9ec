using Orkestra.Grains.Boxes;
using Orkestra.Grains.Identity;
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

    public async Task PruneAsync(PassPlan plan, BoxContext box, CustomResourceRecord record, StampedOwner owner, WriteCount writes, CancellationToken cancellationToken)
    {
        if (!plan.NamesComplete)
            return;
        foreach (var child in record.Slot.Children)
        {
            if (child.Deleting || !child.IsMadeBy(owner) || IsReleased(child, record) || !IsUnwanted(child, plan, box.Entry))
                continue;
            writes.Add();
            var options = new DeleteOptions { Uid = child.Uid, Propagation = PropagationPolicy.Background };
            if (!await services.Client.DeleteAsync(child.Resource, child.Name, options, cancellationToken).ConfigureAwait(false))
                record.Slot.Remove(child);
        }
    }

    /// <summary>It could have our controller reference and has none: somebody took it out of our hands.</summary>
    private static bool IsReleased(ChildRecord child, CustomResourceRecord record) => child.ControllerUid is null && !child.IsAbroad(record.Name);

    private static bool IsUnwanted(ChildRecord child, PassPlan plan, CrdEntry entry)
    {
        if (plan.Children.FirstOrDefault(planned => child.Is(planned.Resource, planned.Name)) is { } planned)
            return !planned.Wanted && planned.Entry.Prune;
        var maker = entry.Resources.FirstOrDefault(resource => string.Equals(resource.Path, child.EntryPath, StringComparison.Ordinal));
        if (maker is { Prune: true })
            return true;
        var isOnceSecret = child.Resource is { Group: "", Kind: "Secret" } && maker is not { Mode: ApplyMode.Apply };
        return !isOnceSecret && !KeptKinds.Contains((child.Resource.Group, child.Resource.Kind));
    }
}
