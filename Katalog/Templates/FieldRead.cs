using System.Collections.Immutable;

namespace Orkestra.Katalog.Templates;

/// <summary>One path that a template or condition reads, from the root: <c>.children.job.status</c> is ["children", "job", "status"]. A list index is its
/// decimal digits. The empty path is the whole context.</summary>
/// <param name="Path">The keys from the root.</param>
/// <param name="Whole">The whole subtree counts. False: only whether it is there, empty or true.</param>
public sealed record FieldRead(ImmutableArray<string> Path, bool Whole)
{
    /// <inheritdoc />
    public bool Equals(FieldRead? other) => other is not null && Whole == other.Whole && Path.AsSpan().SequenceEqual(other.Path.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Whole);
        foreach (var key in Path)
            hash.Add(key, StringComparer.Ordinal);
        return hash.ToHashCode();
    }

    /// <summary>A path with dots; <c>.*</c> at the end where the whole subtree counts.</summary>
    public override string ToString() => "." + string.Join('.', Path) + (Whole ? ".*" : string.Empty);
}
