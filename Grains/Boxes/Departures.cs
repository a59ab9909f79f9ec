using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Orkestra.Grains.Identity;
using Orkestra.Grains.Interfaces.Identity;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Grains.Queueing;
using Orkestra.Katalog.Model;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Watch;

namespace Orkestra.Grains.Boxes;

/// <summary>Custom resources that left the selector of a box, and are there still: our finalizer is taken off, because nobody else would honour it.
/// Its last state tells one from what was deleted: that has a deletion timestamp.</summary>
internal sealed class Departures(CrdEntry entry, string cluster, ApiResource resource, KubernetesClient client, BoxDirectory directory, WorkQueue queue)
{
    private readonly ConcurrentDictionary<ObjectName, byte> _left = new();

    /// <summary>The watch tells that the object is gone from it.</summary>
    public void Gone(WatchedObject last)
    {
        if ((entry.LabelSelector is null && entry.FieldSelector is null) || last.Deleting || !last.Parse().Finalizers.Contains(Stamps.Finalizer, StringComparer.Ordinal))
            return;
        _left[last.Name] = 0;
        queue.Add(last.Name, PassCauses.Retry);
    }

    public bool Has(ObjectName name) => _left.ContainsKey(name);

    /// <summary>Lets go of it, if it left: one read, because the watch shows nothing of it any more, and one write. One that another box has is that one's.</summary>
    public async Task LetGoAsync(ObjectName name, CancellationToken cancellationToken)
    {
        var key = new CustomResourceKey(cluster, resource.Group, resource.Version, resource.Kind, name.Namespace, name.Name);
        if (directory.Find(key) is null && await client.FindAsync(resource, name, cancellationToken).ConfigureAwait(false) is { } live && live.Finalizers.Contains(Stamps.Finalizer, StringComparer.Ordinal))
        {
            var metadata = new JsonObject
            {
                ["resourceVersion"] = live.ResourceVersion,
                ["finalizers"] = new JsonArray([.. live.Finalizers.Where(each => !string.Equals(each, Stamps.Finalizer, StringComparison.Ordinal)).Select(each => (JsonNode)each)]),
            };
            await client.PatchAsync(resource, name, PatchKind.Merge, new JsonObject { ["metadata"] = metadata }, new WriteOptions { FieldManager = Stamps.FieldManager }, cancellationToken).ConfigureAwait(false);
        }

        _left.TryRemove(name, out _);
    }
}
