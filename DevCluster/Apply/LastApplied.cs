using System.Text.Json;
using System.Text.Json.Nodes;
using Orkestra.DevCluster.Types;

namespace Orkestra.DevCluster.Apply;

/// <summary>The way from <c>kubectl apply</c> to <c>kubectl apply --server-side</c>: the annotation of the former settles conflicts of the manager "kubectl" and is kept in step by it.</summary>
internal static class LastApplied
{
    private const string Annotation = "kubectl.kubernetes.io/last-applied-configuration";
    private const string Manager = "kubectl";

    /// <summary>What the annotation does not settle of a conflict; null when it has no say in it.</summary>
    public static IReadOnlyList<(ManagerKey Manager, PathElement[] Path)>? OpenConflicts(ServedKind kind, JsonObject live, WriteOrigin origin, ApplyConflictException conflict)
    {
        if (origin.Manager is not Manager || Value(live) is not { Length: > 0 } text || Parse(text) is not { } configuration
            || !string.Equals(configuration.TextOf("apiVersion"), kind.ApiVersion, StringComparison.Ordinal)
            || ConfigurationValidator.Validate(kind.Schema, configuration).Count > 0)
            return null;
        var comparison = ObjectComparer.Compare(kind.Schema, configuration, live);
        var settled = FieldCollector.Collect(kind.Schema, configuration).Difference(comparison.Changed.Union(comparison.Removed));
        return [.. conflict.Paths.Where(p => !settled.Has(p.Path))];
    }

    public static void Sync(JsonObject result, JsonObject applied, WriteOrigin origin)
    {
        if (origin.Manager is not Manager || Value(result) is not { Length: > 0 })
            return;
        var copy = (JsonObject)applied.DeepClone();
        copy.At("metadata", "annotations")?.Remove(Annotation);
        result.Ensure("metadata").Ensure("annotations")[Annotation] = copy.ToJsonString() + "\n";
    }

    private static string? Value(JsonObject obj) => obj.At("metadata", "annotations").TextOf(Annotation);

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
