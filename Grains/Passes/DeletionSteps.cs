using System.Text.Json.Nodes;
using Orkestra.Grains.Boxes;
using Orkestra.Grains.Events;
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
    public const string NotMade = "DeletionObjectNotMade";

    /// <summary>Makes what is made at deletion. Jobs are waited for, however they end; nothing of it is owned, or the cluster would delete it with the rest.
    /// What belongs into a namespace that is being deleted can never be made: that is told, and holds nothing up.</summary>
    public async Task<string?> MakeAsync(BoxContext box, IReadOnlyList<RenderedChild> objects, CustomResourceRecord record, StampedOwner owner, WriteCount writes, CancellationToken cancellationToken)
    {
        string? waits = null;
        foreach (var child in objects.Where(child => child.Wanted))
        {
            var planned = await planner.PlaceAsync(box, child, record.Name.Namespace, cancellationToken).ConfigureAwait(false) with { CanBeOwned = false };
            NamespaceGuard.Check(box.Entry, planned.Name.Namespace, planned.ToString());
            try
            {
                waits = await MakeAsync(box, planned, record, owner, writes, cancellationToken).ConfigureAwait(false) is { } wait ? waits ?? wait : waits;
            }
            catch (KubernetesApiException refused) when (refused.Causes.Any(cause => string.Equals(cause.Reason, "NamespaceTerminating", StringComparison.Ordinal)))
            {
                services.Events.Emit(owner.Subject, new EventText(IsWarning: true, NotMade, "Delete", $"{planned} is not made, because its namespace is being deleted"));
            }
        }

        return waits;
    }

    private async Task<string?> MakeAsync(BoxContext box, PlannedChild planned, CustomResourceRecord record, StampedOwner owner, WriteCount writes, CancellationToken cancellationToken)
    {
        if (!await applier.ApplyAsync(box.Resource, planned, owner, record.Slot, writes, cancellationToken).ConfigureAwait(false))
            return $"{planned} of an earlier object is still being deleted";
        return planned.Resource is { Group: "batch", Kind: "Job" } && record.Slot.Find(planned.Resource, planned.Name) is { } job && !HasEnded(job) ? $"{planned} to end" : null;
    }

    /// <summary>Deletes the first group that is not gone; foreground, so that what is gone has nothing left. Nothing is rendered of groups that have nothing left: it may have been read from what is gone.</summary>
    public async Task<string?> DeleteGroupsAsync(BoxContext box, RenderContext context, CustomResourceRecord record, StampedOwner owner, WriteCount writes, CancellationToken cancellationToken)
    {
        var children = record.Slot.Children.Where(child => child is { IsOfDeletion: false, Deletion: ChildDeletion.Delete } && child.IsMadeBy(owner)).ToList();
        if (box.Entry.Deletion!.Groups.Count == 0)
        {
            foreach (var entry in box.Entry.Resources.Reverse())
            {
                var made = children.FindAll(child => string.Equals(child.EntryPath, entry.Path, StringComparison.Ordinal));
                if (await DeleteAsync(entry.Path, made, record, writes, cancellationToken).ConfigureAwait(false) is { } notGone)
                    return notGone;
            }

            return null;
        }

        foreach (var group in box.Entry.Deletion.Groups)
        {
            if (!children.Exists(child => group.Members.Any(member => member.Kind is not { } kind || string.Equals(kind.Kind, child.Resource.Kind, StringComparison.Ordinal))))
                continue;
            var members = await MembersAsync(PendingInput.Read(() => LifecycleRenderer.NameDeletionGroup(box.Entry, group, context)), children, record, cancellationToken).ConfigureAwait(false);
            if (members.Count == 0)
                continue;
            if (!PendingInput.Read(() => LifecycleRenderer.MayBegin(box.Entry, group, context)))
                return $"{group.Name} waits for its conditions";
            if (await DeleteAsync(group.Name, members, record, writes, cancellationToken).ConfigureAwait(false) is { } notGone)
                return notGone;
        }

        return null;
    }

    private async Task<string?> DeleteAsync(string name, IReadOnlyList<ChildRecord> members, CustomResourceRecord record, WriteCount writes, CancellationToken cancellationToken)
    {
        foreach (var child in members.Where(child => !child.Deleting))
            await deleter.DeleteAsync(child, record.Slot, PropagationPolicy.Foreground, writes, cancellationToken).ConfigureAwait(false);

        var left = members.Where(child => record.Slot.Find(child.Resource, child.Name) is not null).ToList();
        return left.Count == 0 ? null : $"{name}: {string.Join(", ", left.Select(child => $"{child.Resource.Kind} {child.Name}"))} to go";
    }

    /// <summary>Those of the named children that exist and are to be deleted.</summary>
    private async Task<IReadOnlyList<ChildRecord>> MembersAsync(IReadOnlyList<RenderedChild> named, List<ChildRecord> children, CustomResourceRecord record, CancellationToken cancellationToken)
    {
        var members = new List<ChildRecord>();
        foreach (var each in named)
        {
            if (await ServedKinds.FindAsync(services.Client.Discovery, each.ApiVersion, each.Kind, orOlder: true, cancellationToken).ConfigureAwait(false) is not { } resource)
                continue;
            var name = new ObjectName(resource.Namespaced ? each.Namespace ?? record.Name.Namespace : null, each.Name);
            members.AddRange(children.Where(child => child.Is(resource, name)));
        }

        return members;
    }

    private static bool HasEnded(ChildRecord job) =>
        job.Ready is ReadyState.Failed
        || (job.Parts is { } parts && (JsonNode.Parse(parts)?["status"]?["conditions"] as JsonArray ?? [])
            .Any(condition => (string?)condition?["type"] is "Complete" or "Failed" && (string?)condition?["status"] is "True"));
}
