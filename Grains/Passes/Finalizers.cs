using System.Text.Json.Nodes;
using Orkestra.Grains.Boxes;
using Orkestra.Grains.Identity;
using Orkestra.Grains.Storage;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Passes;

/// <summary>Keeps our finalizer on a custom resource exactly while its deletion needs us.</summary>
internal sealed class Finalizers(PassServices services, MetadataWriter metadata, ChildDeleter deleter)
{
    private readonly ChildRelease _release = new(services);

    /// <summary>Before the first child that no owner reference can reach is made; and gone when none is left. The labels of the entry go with the same request.</summary>
    /// <returns>The custom resource as it is afterwards.</returns>
    public async Task<JsonObject> EnsureAsync(BoxContext box, CustomResourceRecord record, JsonObject live, PassPlan plan, RenderContext context, WriteCount writes, CancellationToken cancellationToken)
    {
        var present = live.Finalizers;
        List<string> wanted = [.. present.Union(box.Entry.Finalizers, StringComparer.Ordinal)];
        if (box.Entry.Deletion is not null || box.Entry.Reconcilers.Count > 0 || NeedsCleanup(plan, record))
            wanted = [.. wanted.Union([Stamps.Finalizer], StringComparer.Ordinal)];
        else if (plan.NamesComplete && box.Kinds.AllSynced && !box.Entry.Finalizers.Contains(Stamps.Finalizer, StringComparer.Ordinal))
            wanted.Remove(Stamps.Finalizer);
        var change = wanted.SequenceEqual(present, StringComparer.Ordinal) ? [] : Change(wanted);
        EntryLabels.AddTo(change, box.Entry, context, live);
        return change.Count == 0 ? live : await metadata.WriteAsync(box, record, live, change, writes, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Before code is asked, which may make something outside of the cluster.</summary>
    /// <returns>The custom resource as it is afterwards.</returns>
    public Task<JsonObject> HoldAsync(BoxContext box, CustomResourceRecord record, JsonObject live, WriteCount writes, CancellationToken cancellationToken) =>
        metadata.WriteAsync(box, record, live, Change([.. live.Finalizers.Union(box.Entry.Finalizers, StringComparer.Ordinal).Union([Stamps.Finalizer], StringComparer.Ordinal)]), writes, cancellationToken);

    /// <summary>The custom resource is being deleted: deletes what the cluster does not collect, and lets go when it is gone.</summary>
    /// <returns>False while children are left.</returns>
    public async Task<bool> ReleaseAsync(BoxContext box, CustomResourceRecord record, JsonObject live, StampedOwner owner, WriteCount writes, CancellationToken cancellationToken)
    {
        var present = live.Finalizers;
        var ours = Ours(box, live);
        var left = record.LeavesDependents ? [] : record.Slot.Children.Where(child => (child.IsAbroad(record.Name) || child.IsOfDeletion) && child.Deletion is ChildDeletion.Delete && child.IsMadeBy(owner)).ToList();
        foreach (var child in left.Where(child => !child.Deleting))
            await deleter.DeleteAsync(child, record.Slot, PropagationPolicy.Background, writes, cancellationToken).ConfigureAwait(false);

        if (left.Any(child => record.Slot.Find(child.Resource, child.Name) is not null))
            return false;
        foreach (var child in record.Slot.Children.Where(child => child.Deletion is ChildDeletion.Orphan && child.IsAppliedFor(owner)).ToList())
            await _release.ReleaseAsync(child, record.Slot, writes, cancellationToken).ConfigureAwait(false);
        await metadata.WriteAsync(box, record, live, Change([.. present.Except(ours, StringComparer.Ordinal)]), writes, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Whether the custom resource carries a finalizer that we have to take off.</summary>
    public static bool HasOurs(BoxContext box, JsonObject live) => Ours(box, live).Count > 0;

    private static List<string> Ours(BoxContext box, JsonObject live) =>
        [.. live.Finalizers.Where(name => string.Equals(name, Stamps.Finalizer, StringComparison.Ordinal) || box.Entry.RemoveFinalizers || box.Entry.Finalizers.Contains(name, StringComparer.Ordinal))];

    private static bool NeedsCleanup(PassPlan plan, CustomResourceRecord record) =>
        plan.Children.Any(child => child.Wanted && !child.CanBeOwned && child.Entry.Deletion is not ChildDeletion.Retain)
        || record.Slot.Children.Any(child => child.Deletion is ChildDeletion.Orphan || (child.Deletion is ChildDeletion.Delete && child.IsAbroad(record.Name)));

    private static JsonObject Change(IReadOnlyList<string> finalizers) => new() { ["finalizers"] = new JsonArray([.. finalizers.Select(name => (JsonNode)name)]) };
}
