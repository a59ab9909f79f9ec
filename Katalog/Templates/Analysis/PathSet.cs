using System.Collections.Immutable;

namespace Orkestra.Katalog.Templates.Analysis;

/// <summary>The paths from the root that a value can be. What it can be besides was reported when it was read.</summary>
internal sealed record PathSet(ImmutableArray<ImmutableArray<string>> Paths)
{
    private const int Most = 32;
    private const int Longest = 64;

    public static PathSet None { get; } = new([]);

    public static PathSet Root { get; } = new([[]]);

    /// <summary>The same text for the same paths.</summary>
    public string Key => string.Join('\n', Paths.Select(static path => string.Join('\0', path)).Order(StringComparer.Ordinal));

    public PathSet Below(ImmutableArray<string> names, ReadCollector collector)
    {
        if (names.IsEmpty || Paths.IsEmpty)
            return this;
        if (Paths.All(path => path.Length + names.Length <= Longest))
            return new PathSet([.. Paths.Select(path => path.AddRange(names))]);
        collector.Add(this, whole: true);
        return None;
    }

    public PathSet Union(PathSet other, ReadCollector collector)
    {
        if (other.Paths.IsEmpty)
            return this;
        var all = Paths.ToBuilder();
        foreach (var path in other.Paths)
        {
            if (!all.Any(present => present.AsSpan().SequenceEqual(path.AsSpan())))
                all.Add(path);
        }

        if (all.Count <= Most)
            return new PathSet(all.ToImmutable());
        collector.Add(this, whole: true);
        collector.Add(other, whole: true);
        return None;
    }
}
