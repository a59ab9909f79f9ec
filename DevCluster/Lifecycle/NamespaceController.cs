using System.Text.Json.Nodes;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Operations;
using Orkestra.DevCluster.Registry;

namespace Orkestra.DevCluster.Lifecycle;

/// <summary>Empties namespaces that are being deleted, and lets them go when nothing is left in them.</summary>
internal sealed class NamespaceController(ResourceRegistry registry, ServedResource namespaces, ObjectRemover remover, ObjectWriter writer, TimeProvider clock)
{
    private const string Finalizer = "kubernetes";

    public void Sync(string name)
    {
        if (namespaces.Store.Find(null, name) is not { Deleting: true } stored)
            return;
        var left = DeleteContent(name);
        var ns = namespaces.Read(stored);
        var next = ns.Copy();
        NamespaceStatus.Describe(next, left, clock.GetUtcNow());
        if (left.Count == 0 && next.Dig("spec", "finalizers") is JsonArray finalizers)
        {
            var kept = new JsonArray([.. finalizers.Where(finalizer => finalizer.Text() is not Finalizer).Select(finalizer => finalizer?.DeepClone())]);
            if (kept.Count == 0)
                next.Child("spec").Remove("finalizers");
            else
                next.Child("spec")["finalizers"] = kept;
        }

        if (!JsonNode.DeepEquals(ns, next))
            writer.Commit(namespaces, stored, next);
    }

    /// <summary>What is still there after everything was told to go: finalizers by how many objects carry them.</summary>
    private List<RemainingContent> DeleteContent(string ns)
    {
        var left = new List<RemainingContent>();
        foreach (var resource in registry.Current.All.Where(served => served.Kind.Namespaced).DistinctBy(served => served.Store))
        {
            foreach (var obj in new Storage.ResourceSnapshot(resource.Store.Objects, 0).Range(ns, null))
            {
                if (!obj.Deleting)
                    remover.Remove(resource, ns, obj.Name, DeleteOptions.Background, dryRun: false);
                if (resource.Store.Find(ns, obj.Name) is { } still)
                    left.Add(new RemainingContent(resource.QualifiedName, still.Finalizers));
            }
        }

        return left;
    }
}
