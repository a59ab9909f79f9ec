using System.Text.Json.Nodes;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Model;

namespace Orkestra.Katalog.Resources;

/// <summary>Any kind in its own form: every key that is not one of the entry's own is part of the object.</summary>
/// <param name="headKeys">The keys that say in their own way what metadata says.</param>
internal sealed class CustomShape(params string[] headKeys) : IResourceShape
{
    /// <summary>The keys that <c>custom</c> has besides metadata.</summary>
    public static IReadOnlyList<string> HeadKeys { get; } = ["name", "namespace", "labels", "annotations", "hasStatus", "namespaced"];

    /// <summary>The keys that tell how the object is made and are no part of it.</summary>
    private readonly HashSet<string> _ownKeys = new(
        ["apiVersion", "kind", "metadata", "status", "when", "or", "reconcile", "forceConflict", "prune", "adopt", "forEach", "sleep", .. headKeys],
        StringComparer.Ordinal);

    public string? DefaultNameSuffix => null;

    public NameRule Names => NameRule.PathSegment;

    public KindReference KindOf(Block fields) => new(fields.RequiredText("apiVersion"), fields.RequiredText("kind"));

    public KindReference? StaticKind(MapFragment fields) =>
        fields.TryGet("apiVersion", out var apiVersion) && apiVersion.ConstantText is { } version && fields.TryGet("kind", out var kind) && kind.ConstantText is { } name
            ? new KindReference(version, name)
            : null;

    public void Render(ChildScope child, JsonObject target)
    {
        foreach (var (key, fragment) in child.Fields.Entries)
        {
            if (!_ownKeys.Contains(key))
                target.AddIfGiven(key, fragment.ToNode(child.Fields.Scope));
        }
    }
}
