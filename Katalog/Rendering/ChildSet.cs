using System.Runtime.InteropServices;
using Orkestra.Katalog.Model;

namespace Orkestra.Katalog.Rendering;

/// <summary>Collects the children of one custom resource. One child is in it once: a wanted declaration beats one that is not, one that keeps the child as declared
/// beats one that only makes it; two that are equal in both are a mistake.</summary>
internal sealed class ChildSet(string? ownerNamespace)
{
    private readonly List<RenderedChild?> _children = [];
    private readonly Dictionary<(string Group, string Kind, string Namespace, string Name), int> _positions = [];

    public int Count => _positions.Count;

    /// <summary>Adds a child; returns the declaration that it collides with, or null.</summary>
    public RenderedChild? Add(RenderedChild child)
    {
        var identity = (new KindReference(child.ApiVersion, child.Kind).Group, child.Kind, child.Namespace ?? ownerNamespace ?? "", child.Name);
        ref var position = ref CollectionsMarshal.GetValueRefOrAddDefault(_positions, identity, out var exists);
        if (!exists)
        {
            position = _children.Count;
            _children.Add(child);
            return null;
        }

        var present = _children[position]!;
        var (mine, theirs) = (Rank(child), Rank(present));
        if (mine == theirs && child.Wanted)
            return present;
        if (mine <= theirs)
            return null;

        // The winner stands where it is declared.
        _children[position] = null;
        position = _children.Count;
        _children.Add(child);
        return null;
    }

    public IReadOnlyList<RenderedChild> ToList() => [.. _children.OfType<RenderedChild>()];

    private static int Rank(RenderedChild child) => (child.Wanted ? 2 : 0) + (child.Entry.Mode == ApplyMode.Apply ? 1 : 0);
}
