using System.Text.Json.Nodes;

namespace Orkestra.Kubernetes.CustomResources;

/// <summary>A version of a custom resource.</summary>
/// <param name="Name">As "v1".</param>
/// <param name="Served">Whether the server serves it.</param>
/// <param name="Storage">Whether objects are kept in it.</param>
/// <param name="Status">What becomes of the status.</param>
/// <param name="HasScale">Whether it has the scale subresource.</param>
/// <param name="Schema">Its openAPIV3Schema, or null.</param>
public sealed record CustomResourceVersion(string Name, bool Served, bool Storage, StatusHandling Status, bool HasScale, JsonObject? Schema)
{
    private StructuralPruning? _pruning;

    /// <summary>What its schema keeps.</summary>
    public StructuralPruning Pruning => _pruning ??= StructuralPruning.From(Schema);
}
