using Orkestra.DevCluster.Types;

namespace Orkestra.DevCluster.Apply;

/// <summary>The fields that a write cannot change and so never owns: system metadata, the status through the object itself, the rest through the status subresource.</summary>
internal static class ResetFields
{
    /// <summary>Never owned by anybody; what is below metadata otherwise is.</summary>
    public static FieldSet Metadata { get; } = Set(
        ["apiVersion"], ["kind"], ["metadata"],
        ["metadata", "name"], ["metadata", "namespace"], ["metadata", "creationTimestamp"], ["metadata", "selfLink"], ["metadata", "uid"],
        ["metadata", "clusterName"], ["metadata", "generation"], ["metadata", "managedFields"], ["metadata", "resourceVersion"]);

    private static readonly FieldSet Nothing = new();
    private static readonly FieldSet Status = Set(["status"]);
    private static readonly FieldSet Spec = Set(["spec"]);
    private static readonly FieldSet SpecAndLabels = Set(["spec"], ["metadata", "labels"]);
    private static readonly FieldSet SpecAndMetadata = Set(["spec"], ["metadata"]);

    public static FieldSet Of(ServedKind kind, string? subresource) => subresource switch
    {
        null or "" => kind.HasStatus ? Status : Nothing,
        "status" when kind.Custom => SpecAndMetadata,
        "status" when kind.Group is "apps" && kind.Kind is "Deployment" => SpecAndLabels,
        "status" => Spec,
        _ => Nothing,
    };

    private static FieldSet Set(params string[][] paths)
    {
        var set = new FieldSet();
        foreach (var path in paths)
            set.Add([.. path.Select(PathElement.OfField)]);
        return set;
    }
}
