using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Operations;
using Orkestra.DevCluster.Registry;
using Orkestra.DevCluster.Storage;

namespace Orkestra.DevCluster.Lifecycle;

/// <summary>Deletes objects whose owners are all gone, and carries out foreground and orphan deletion. It sees every change once, in order.</summary>
internal sealed class GarbageCollector(ResourceRegistry registry, ClusterStore store, ObjectRemover remover, ObjectWriter writer)
{
    private const string Foreground = "foregroundDeletion";
    private const string Orphan = "orphan";
    private readonly OwnerGraph _graph = new();

    public void Changed(StoredEvent change)
    {
        _graph.Follow(change);
        if (change.Type == WatchEventType.Deleted)
        {
            foreach (var dependent in _graph.DependentsOf(change.Object.Uid))
                Collect(dependent);
            foreach (var owner in change.Object.Owners)
            {
                if (_graph.Find(owner.Uid) is { } place)
                    Finish(place);
            }

            return;
        }

        var item = new ObjectPlace(change.Resource, change.Object.Namespace, change.Object.Name);
        if (change.Object.Deleting)
            Finish(item);
        if (!change.Object.Owners.IsEmpty)
            Collect(item);
    }

    /// <summary>Deletes an object that has no owner left; takes away references to owners that are gone when another owner is left.</summary>
    private void Collect(ObjectPlace place)
    {
        if (Find(place) is not var (resource, stored) || stored.Deleting || stored.Owners.IsEmpty)
            return;
        var fates = stored.Owners.ToLookup(owner => Fate(resource, stored, owner));
        if (!fates[OwnerFate.Absent].Any() && !fates[OwnerFate.WaitsForDependents].Any())
            return;
        if (fates[OwnerFate.Present].Any())
        {
            var kept = fates[OwnerFate.Present].Select(owner => owner.Uid).ToHashSet(StringComparer.Ordinal);
            Release(resource, stored, reference => kept.Contains(reference.Text("uid") ?? ""));
            return;
        }

        var policy = fates[OwnerFate.WaitsForDependents].Any() && _graph.DependentsOf(stored.Uid).Count > 0 ? "Foreground"
            : stored.Finalizers.Contains(Orphan, StringComparer.Ordinal) ? "Orphan"
            : stored.Finalizers.Contains(Foreground, StringComparer.Ordinal) ? "Foreground"
            : "Background";
        try
        {
            remover.Remove(resource, stored.Namespace, stored.Name, new DeleteOptions(null, stored.Uid, null, policy), dryRun: false);
        }
        catch (ApiException gone) when (gone.StatusCode is 404 or 409)
        {
            // Somebody else was faster.
        }
    }

    /// <summary>Goes on with a deletion that waits for the dependents of its object.</summary>
    private void Finish(ObjectPlace place)
    {
        if (Find(place) is not var (resource, stored) || !stored.Deleting)
            return;
        var dependents = _graph.DependentsOf(stored.Uid);
        if (stored.Finalizers.Contains(Orphan, StringComparer.Ordinal))
        {
            foreach (var dependent in dependents)
            {
                if (Find(dependent) is var (other, child))
                    Release(other, child, reference => !string.Equals(reference.Text("uid"), stored.Uid, StringComparison.Ordinal));
            }

            Drop(resource, place, Orphan);
        }
        else if (stored.Finalizers.Contains(Foreground, StringComparer.Ordinal))
        {
            foreach (var dependent in dependents)
                Collect(dependent);
            var blocking = _graph.DependentsOf(stored.Uid).Any(dependent =>
                Find(dependent) is var (_, child) && child.Owners.Any(owner => owner.BlockOwnerDeletion && string.Equals(owner.Uid, stored.Uid, StringComparison.Ordinal)));
            if (!blocking)
                Drop(resource, place, Foreground);
        }
    }

    private OwnerFate Fate(ServedResource resource, StoredObject child, OwnerReference owner)
    {
        if (_graph.IsGone(owner.Uid))
            return OwnerFate.Absent;
        if (registry.FindKind(owner.ApiVersion, owner.Kind) is not { } owners)
            return OwnerFate.Present;
        if (owners.Kind.Namespaced && child.Namespace is null)
            return OwnerFate.Present;
        var found = owners.Store.Find(owners.Kind.Namespaced ? child.Namespace : null, owner.Name);
        if (found is null || !string.Equals(found.Uid, owner.Uid, StringComparison.Ordinal))
            return OwnerFate.Absent;
        return found.Deleting && found.Finalizers.Contains(Foreground, StringComparer.Ordinal) ? OwnerFate.WaitsForDependents : OwnerFate.Present;
    }

    private void Release(ServedResource resource, StoredObject stored, Func<JsonObject, bool> keeps) => Change(resource, stored, obj =>
    {
        var references = (obj.Meta["ownerReferences"] as JsonArray ?? []).OfType<JsonObject>().Where(keeps).Select(reference => reference.DeepClone()).ToArray();
        if (references.Length == 0)
            obj.Meta.Remove("ownerReferences");
        else
            obj.Meta["ownerReferences"] = new JsonArray(references);
    });

    private void Drop(ServedResource resource, ObjectPlace place, string finalizer)
    {
        if (Find(place) is var (_, stored))
            Change(resource, stored, obj => obj.Finalizers = [.. obj.Finalizers.Where(name => !string.Equals(name, finalizer, StringComparison.Ordinal))]);
    }

    private void Change(ServedResource resource, StoredObject stored, Action<JsonObject> change)
    {
        StoredObject? current = stored;
        while (current is not null && string.Equals(current.Uid, stored.Uid, StringComparison.Ordinal))
        {
            var obj = resource.Read(current);
            change(obj);
            if (writer.Commit(resource, current, obj) is not null)
                return;
            current = resource.Store.Find(stored.Namespace, stored.Name);
        }
    }

    private (ServedResource Resource, StoredObject Stored)? Find(ObjectPlace place) =>
        store.Of(place.Resource).Find(place.Namespace, place.Name) is { } stored && registry.FindStored(place.Resource) is { } resource ? (resource, stored) : null;
}
