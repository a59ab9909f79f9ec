using Orkestra.DevCluster.Storage;
using Orkestra.DevCluster.Strategies;
using Orkestra.DevCluster.Types;

namespace Orkestra.DevCluster.Registry;

/// <summary>The built-in kinds as they are served. Two of them are shown in two forms and stored in one.</summary>
internal static class BuiltInResources
{
    public static IReadOnlyList<ServedResource> Of(BuiltInTypes types, ClusterStore store, TimeProvider clock)
    {
        var resources = new List<ServedResource>();
        foreach (var kind in types.All.OrderBy(kind => IsSecondForm(kind) ? 1 : 0))
        {
            var (place, representation) = Storage(kind, resources);
            resources.Add(new ServedResource(kind, store.Of(place), BuiltInStrategies.Of(kind.Group, kind.Plural), representation, clock)
            {
                Verbs = kind is { Group: "", Plural: "namespaces" } ? [.. ServedResource.AllVerbs.Where(verb => verb is not "deletecollection")] : ServedResource.AllVerbs,
            });
        }

        return resources;
    }

    private static bool IsSecondForm(ServedKind kind) => kind is { Group: "events.k8s.io", Kind: "Event" } or { Group: "autoscaling", Version: "v1", Kind: "HorizontalPodAutoscaler" };

    private static (GroupResource Place, IRepresentation Representation) Storage(ServedKind kind, List<ServedResource> before) => kind switch
    {
        { Group: "events.k8s.io", Kind: "Event" } => (new GroupResource("", "events"), new EventRepresentation(before.Find(other => other.Kind is { Group: "", Kind: "Event" })!)),
        { Group: "autoscaling", Version: "v1", Kind: "HorizontalPodAutoscaler" } =>
            (new GroupResource("autoscaling", "horizontalpodautoscalers"), new AutoscalerRepresentation(before.Find(other => other.Kind is { Group: "autoscaling", Version: "v2" })!)),
        _ => (new GroupResource(kind.Group, kind.Plural), SameRepresentation.Instance),
    };
}
