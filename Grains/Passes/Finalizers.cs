using System.Text.Json.Nodes;
using Orkestra.Grains.Boxes;
using Orkestra.Grains.Identity;
using Orkestra.Grains.Storage;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Watch;

namespace Orkestra.Grains.Passes;

/// <summary>Keeps our finalizer on a custom resource exactly while its deletion needs us.</summary>
internal sealed class Finalizers(PassServices services)
{
    /// <summary>Before the first child that no owner reference can reach is made; and gone when none is left.</summary>
    /// <returns>The custom resource as it is afterwards.</returns>
    public async Task<JsonObject> EnsureAsync(BoxContext box, CustomResourceRecord record, JsonObject live, PassPlan plan, WriteCount writes, CancellationToken cancellationToken)
    {
        var present = live.Finalizers;
        List<string> wanted = [.. present.Union(box.Entry.Finalizers, StringComparer.Ordinal)];
        if (NeedsCleanup(plan, record))
            wanted = [.. wanted.Union([Stamps.Finalizer], StringComparer.Ordinal)];
        else if (plan.NamesComplete && box.Kinds.AllSynced && !box.Entry.Finalizers.Contains(Stamps.Finalizer, StringComparer.Ordinal))
            wanted.Remove(Stamps.Finalizer);
        return wanted.SequenceEqual(present, StringComparer.Ordinal) ? live : await WriteAsync(box, record, live, wanted, writes, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The custom resource is being deleted: deletes what the cluster does not collect, and lets go when it is gone.</summary>
    /// <returns>False while children are left.</returns>
    public async Task<bool> ReleaseAsync(BoxContext box, CustomResourceRecord record, JsonObject live, StampedOwner owner, WriteCount writes, CancellationToken cancellationToken)
    {
        var present = live.Finalizers;
        var ours = Ours(box, live);
        var left = record.LeavesDependents ? [] : record.Slot.Children.Where(child => child.IsAbroad(record.Name) && child.IsMadeBy(owner)).ToList();
        foreach (var child in left.Where(child => !child.Deleting))
        {
            writes.Add();
            var options = new DeleteOptions { Uid = child.Uid, Propagation = PropagationPolicy.Background };
            if (!await services.Client.DeleteAsync(child.Resource, child.Name, options, cancellationToken).ConfigureAwait(false))
                record.Slot.Remove(child);
        }

        if (left.Any(child => record.Slot.Find(child.Resource, child.Name) is not null))
            return false;
        await WriteAsync(box, record, live, [.. present.Except(ours, StringComparer.Ordinal)], writes, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Whether the custom resource carries a finalizer that we have to take off.</summary>
    public static bool HasOurs(BoxContext box, JsonObject live) => Ours(box, live).Count > 0;

    private static List<string> Ours(BoxContext box, JsonObject live) =>
        [.. live.Finalizers.Where(name => string.Equals(name, Stamps.Finalizer, StringComparison.Ordinal) || box.Entry.RemoveFinalizers || box.Entry.Finalizers.Contains(name, StringComparer.Ordinal))];

    private static bool NeedsCleanup(PassPlan plan, CustomResourceRecord record) =>
        plan.Children.Any(child => child.Wanted && !child.CanBeOwned) || record.Slot.Children.Any(child => child.IsAbroad(record.Name));

    private async Task<JsonObject> WriteAsync(
        BoxContext box, CustomResourceRecord record, JsonObject live, IReadOnlyList<string> finalizers, WriteCount writes, CancellationToken cancellationToken)
    {
        var names = new JsonArray([.. finalizers.Select(name => (JsonNode)name)]);
        var patch = new JsonObject { ["metadata"] = new JsonObject { ["resourceVersion"] = live.ResourceVersion, ["finalizers"] = names } };
        writes.Add();
        var answer = await services.Client.PatchAsync(box.Resource, record.Name, PatchKind.Merge, patch, new WriteOptions { FieldManager = Stamps.FieldManager }, cancellationToken)
            .ConfigureAwait(false);
        box.Store.Update(record, WatchedObject.Decode(answer.Json.Span, Stamps.FieldManager));
        return answer.Object;
    }
}
