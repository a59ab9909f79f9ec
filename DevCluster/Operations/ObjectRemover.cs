using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Registry;
using Orkestra.DevCluster.Storage;

namespace Orkestra.DevCluster.Operations;

/// <summary>Deletes objects: at once when nothing holds them, else by marking them with a deletionTimestamp.</summary>
internal sealed class ObjectRemover(ClusterStore store, TimeProvider clock)
{
    private const string Foreground = "foregroundDeletion";
    private const string Orphan = "orphan";

    /// <summary>Deletes one object.</summary>
    /// <exception cref="ApiException">404, or 409 when a precondition fails.</exception>
    public RemoveResult Remove(ServedResource resource, string? @namespace, string name, DeleteOptions options, bool dryRun)
    {
        while (true)
        {
            var stored = resource.Store.Find(@namespace, name) ?? throw resource.NotFound(name);
            CheckPreconditions(resource, stored, options);
            resource.Strategy.CheckDelete(name);
            var live = resource.Read(stored);
            var next = Mark(resource, live, options);
            var stays = next.Finalizers.Count > 0 || resource.Strategy.IsHeld(next) || next.Meta["deletionGracePeriodSeconds"].Number() is > 0;
            if (stays && JsonNode.DeepEquals(live, next) || dryRun)
                return new RemoveResult(resource.Encode(stored), stored.Uid, Gone: !stays);
            if (stays)
            {
                if (store.Replace(resource.Store, stored, resource.ToStorage(ObjectOrder.Arrange(resource.Kind, next)), resource.StorageEncoding) is { } marked)
                    return new RemoveResult(resource.Encode(marked), stored.Uid, Gone: false);
            }
            else if (store.Remove(resource.Store, stored, stored.Parse()) is { } removed)
            {
                return new RemoveResult(resource.Encode(removed), stored.Uid, Gone: true);
            }
        }
    }

    private static void CheckPreconditions(ServedResource resource, StoredObject stored, DeleteOptions options)
    {
        if (options.Uid is { } uid && !string.Equals(uid, stored.Uid, StringComparison.Ordinal))
        {
            throw ApiErrors.Conflict(
                resource.Group,
                resource.Kind.Kind,
                stored.Name,
                $"the UID in the precondition ({uid}) does not match the UID in record ({stored.Uid}). The object might have been deleted and then recreated");
        }

        var version = stored.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (options.ResourceVersion is { } wanted && !string.Equals(wanted, version, StringComparison.Ordinal))
        {
            throw ApiErrors.Conflict(
                resource.Group,
                resource.Kind.Kind,
                stored.Name,
                $"the ResourceVersion in the precondition ({wanted}) does not match the ResourceVersion in record ({version}). The object might have been modified");
        }
    }

    private JsonObject Mark(ServedResource resource, JsonObject live, DeleteOptions options)
    {
        var next = live.Copy();
        next.Finalizers = Finalizers(live.Finalizers, options.Propagation ?? (resource.Strategy.OrphansByDefault ? Orphan : ""));
        var grace = resource.Strategy.GracePeriod(live) is { } own ? (own == 0 ? 0 : options.GracePeriodSeconds ?? own) : 0;
        if (live.Deleting)
        {
            // A deletion under way can only be hastened.
            if (grace < (live.Meta["deletionGracePeriodSeconds"].Number() ?? 0))
                SetGrace(next, grace);
            return next;
        }

        if (next.Finalizers.Count == 0 && grace == 0 && !resource.Strategy.IsHeld(next))
            return next;
        SetGrace(next, grace);
        if (live.Generation > 0)
            next.Meta["generation"] = live.Generation + 1;
        resource.Strategy.BeginDeletion(next);
        return next;
    }

    private void SetGrace(JsonObject obj, long seconds)
    {
        obj.Meta["deletionTimestamp"] = Metadata.Time(clock.GetUtcNow() + TimeSpan.FromSeconds(seconds));
        obj.Meta["deletionGracePeriodSeconds"] = seconds;
    }

    private static List<string> Finalizers(List<string> present, string propagation)
    {
        switch (propagation)
        {
            case "Orphan" or Orphan:
                present.Remove(Foreground);
                Add(present, Orphan);
                break;
            case "Foreground":
                present.Remove(Orphan);
                Add(present, Foreground);
                break;
            case "Background":
                present.Remove(Orphan);
                present.Remove(Foreground);
                break;
        }

        return present;
    }

    private static void Add(List<string> finalizers, string finalizer)
    {
        if (!finalizers.Contains(finalizer, StringComparer.Ordinal))
            finalizers.Add(finalizer);
    }
}
