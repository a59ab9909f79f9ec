using System.Text.Json.Nodes;
using Orkestra.Grains.Boxes;
using Orkestra.Grains.Identity;
using Orkestra.Grains.Storage;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Readiness;

namespace Orkestra.Grains.Passes;

/// <summary>The steps of <c>onDelete</c>. Each says what it waits for, or null when it is done; asked again, it goes on where it is.</summary>
internal sealed class DeletionSteps(PassServices services, ChildPlanner planner, ChildApplier applier, ChildDeleter deleter)
{
    /// <summary>Makes what is made at deletion. Jobs are waited for, however they end; nothing of it is owned, or the cluster would delete it with the rest.</summary>
    public async Task<string?> MakeAsync(BoxContext box, IReadOnlyList<RenderedChild> objects, CustomResourceRecord record, StampedOwner owner, WriteCount writes, CancellationToken cancellationToken)
    {
        string? waits = null;
        foreach (var child in objects.Where(child => child.Wanted))
        {
            var planned = await planner.PlaceAsync(box, child, record.Name.Namespace, cancellationToken).ConfigureAwait(false) with { CanBeOwned = false };
            NamespaceGuard.Check(box.Entry, planned.Name.Namespace, planned.ToString());
            if (!await applier.ApplyAsync(box.Resource, planned, owner, record.Slot, writes, cancellationToken).ConfigureAwait(false))
                waits ??= $"{planned} of an earlier object is still being deleted";
            else if (planned.Resource is { Group: "batch", Kind: "Job" } && record.Slot.Find(planned.Resource, planned.Name) is { } job && !HasEnded(job))
                waits ??= $"{planned} to end";
        }

        return waits;
    }

    /// <summary>Deletes the first group that is not gone; foreground, so that what is gone has nothing left.</summary>
    public async Task<string?> DeleteGroupsAsync(BoxContext box, IReadOnlyList<RenderedDeletionGroup> groups, CustomResourceRecord record, StampedOwner owner, WriteCount writes, CancellationToken cancellationToken)
    {
        foreach (var (name, mayBegin, members) in await MembersAsync(box, groups, record, owner, cancellationToken).ConfigureAwait(false))
        {
            if (members.Count == 0)
                continue;
            if (!mayBegin)
                return $"{name} waits for its conditions";
            foreach (var child in members.Where(child => !child.Deleting))
                await deleter.DeleteAsync(child, record.Slot, PropagationPolicy.Foreground, writes, cancellationToken).ConfigureAwait(false);

            var left = members.Where(child => record.Slot.Find(child.Resource, child.Name) is not null).ToList();
            if (left.Count > 0)
                return $"{name}: {string.Join(", ", left.Select(child => $"{child.Resource.Kind} {child.Name}"))} to go";
        }

        return null;
    }

    /// <summary>The groups with those of their children that exist and are to be deleted.</summary>
    private async Task<IReadOnlyList<(string Name, bool MayBegin, IReadOnlyList<ChildRecord> Members)>> MembersAsync(
        BoxContext box, IReadOnlyList<RenderedDeletionGroup> groups, CustomResourceRecord record, StampedOwner owner, CancellationToken cancellationToken)
    {
        var children = record.Slot.Children.Where(child => child is { IsOfDeletion: false, Deletion: ChildDeletion.Delete } && child.IsMadeBy(owner)).ToList();
        if (box.Entry.Deletion!.Groups.Count == 0)
            return [.. box.Entry.Resources.Reverse().Select(entry => (entry.Path, true, (IReadOnlyList<ChildRecord>)children.FindAll(child => string.Equals(child.EntryPath, entry.Path, StringComparison.Ordinal))))];
        var found = new List<(string, bool, IReadOnlyList<ChildRecord>)>(groups.Count);
        foreach (var group in groups)
        {
            var members = new List<ChildRecord>();
            foreach (var named in group.Members)
            {
                if (await ServedKinds.FindAsync(services.Client.Discovery, named.ApiVersion, named.Kind, orOlder: true, cancellationToken).ConfigureAwait(false) is not { } resource)
                    continue;
                var name = new ObjectName(resource.Namespaced ? named.Namespace ?? record.Name.Namespace : null, named.Name);
                members.AddRange(children.Where(child => child.Is(resource, name)));
            }

            found.Add((group.Name, group.MayBegin, members));
        }

        return found;
    }

    private static bool HasEnded(ChildRecord job) =>
        job.Ready is ReadyState.Failed
        || (job.Parts is { } parts && (JsonNode.Parse(parts)?["status"]?["conditions"] as JsonArray ?? [])
            .Any(condition => (string?)condition?["type"] is "Complete" or "Failed" && (string?)condition?["status"] is "True"));
}
