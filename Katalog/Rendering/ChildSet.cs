using System.Runtime.InteropServices;
using Orkestra.Katalog.Model;

namespace Orkestra.Katalog.Rendering;

/// <summary>Collects the children of one custom resource. One child is in it once: a wanted declaration beats one that is not, one that keeps the child as declared
/// beats one that only makes it; two that are equal in both are a mistake.</summary>
internal sealed class ChildSet(string? ownerNamespace)
{
    private readonly List<RenderedChild?> _children = [];
    private readonly Dictionary<RenderedChild, int> _positions = new(new SameObject(ownerNamespace));

    public int Count => _positions.Count;

    /// <summary>Adds a child; returns the declaration that it collides with, or null.</summary>
    public RenderedChild? Add(RenderedChild child)
    {
        ref var position = ref CollectionsMarshal.GetValueRefOrAddDefault(_positions, child, out var exists);
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

    public IReadOnlyList<RenderedChild> ToList() => _children.FindAll(static child => child is not null)!;

    private static int Rank(RenderedChild child) => (child.Wanted ? 2 : 0) + (child.Entry.Mode == ApplyMode.Apply ? 1 : 0);

    /// <summary>Two declarations are of one object when group, kind, namespace and name are the same.</summary>
    private sealed class SameObject(string? ownerNamespace) : IEqualityComparer<RenderedChild>
    {
        public bool Equals(RenderedChild? one, RenderedChild? other) =>
            one is not null && other is not null
            && string.Equals(one.Name, other.Name, StringComparison.Ordinal)
            && string.Equals(one.Kind, other.Kind, StringComparison.Ordinal)
            && string.Equals(one.Namespace ?? ownerNamespace, other.Namespace ?? ownerNamespace, StringComparison.Ordinal)
            && Group(one).SequenceEqual(Group(other));

        public int GetHashCode(RenderedChild child) => HashCode.Combine(child.Name, child.Kind);

        private static ReadOnlySpan<char> Group(RenderedChild child) => child.ApiVersion.AsSpan(0, Math.Max(0, child.ApiVersion.IndexOf('/', StringComparison.Ordinal)));
    }
}
