using Orkestra.DevCluster.Storage;
using Orkestra.DevCluster.Strategies;
using Orkestra.DevCluster.Types;

namespace Orkestra.DevCluster.Registry;

/// <summary>The built-in kinds as they are served.</summary>
internal static class BuiltInResources
{
    public static IReadOnlyList<ServedResource> Of(BuiltInTypes types, ClusterStore store, TimeProvider clock)
    {
        var resources = new List<ServedResource>();
        foreach (var kind in types.All)
        {
            // One form of each object is kept; kinds that would need another one to be converted are served in their newest version only.
            if (kind is { Group: "autoscaling", Version: "v1", Kind: "HorizontalPodAutoscaler" })
                continue;
            var isNewEvent = kind is { Group: "events.k8s.io", Kind: "Event" };
            var place = isNewEvent ? new GroupResource("", "events") : new GroupResource(kind.Group, kind.Plural);
            var representation = isNewEvent ? new EventRepresentation(resources.Find(other => other.Kind is { Group: "", Kind: "Event" })!) : (IRepresentation)SameRepresentation.Instance;
            resources.Add(new ServedResource(kind, store.Of(place), BuiltInStrategies.Of(kind.Group, kind.Plural), representation, clock)
            {
                Verbs = kind is { Group: "", Plural: "namespaces" } ? [.. ServedResource.AllVerbs.Where(verb => verb is not "deletecollection")] : ServedResource.AllVerbs,
            });
        }

        return resources;
    }
}
