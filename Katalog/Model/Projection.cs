using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Model;

/// <summary>Which parts of an object templates and conditions read.</summary>
public sealed class Projection
{
    private Projection(bool isWhole, IReadOnlyList<IReadOnlyList<string>> paths)
    {
        IsWhole = isWhole;
        Paths = paths;
    }

    /// <summary>Nothing is read.</summary>
    public static Projection Nothing { get; } = new(false, []);

    /// <summary>Everything is read, or it is not known what.</summary>
    public static Projection Whole { get; } = new(true, []);

    /// <summary>True: every part can matter.</summary>
    public bool IsWhole { get; }

    /// <summary>The field chains that are read with all that is below them, sorted, none a prefix of another; empty with <see cref="IsWhole"/>.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Paths { get; }

    /// <summary>True: no part can matter.</summary>
    public bool IsEmpty => !IsWhole && Paths.Count == 0;

    /// <summary>The projection of these field chains; an empty chain means the whole object.</summary>
    public static Projection Of(IEnumerable<IReadOnlyList<string>> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var kept = new List<IReadOnlyList<string>>();
        // Sorted with the smallest character between the names, whatever goes on below a path follows right after it.
        foreach (var path in paths.OrderBy(path => string.Join('\0', path), StringComparer.Ordinal))
        {
            if (path.Count == 0)
                return Whole;
            if (kept.Count == 0 || !IsPrefix(kept[^1], path))
                kept.Add(path);
        }

        return kept.Count == 0 ? Nothing : new Projection(false, kept);
    }

    /// <summary>A new object with copies of the parts that are read and that <paramref name="source"/> has.</summary>
    public JsonObject Apply(JsonObject source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (IsWhole)
            return (JsonObject)source.DeepClone();

        var parts = new JsonObject();
        foreach (var path in Paths)
            Copy(source, parts, path);
        return parts;
    }

    /// <summary>Both together.</summary>
    public Projection Union(Projection other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return IsWhole || other.IsWhole ? Whole : Of(Paths.Concat(other.Paths));
    }

    private static bool IsPrefix(IReadOnlyList<string> shorter, IReadOnlyList<string> path) =>
        shorter.Count <= path.Count && shorter.SequenceEqual(path.Take(shorter.Count), StringComparer.Ordinal);

    private static void Copy(JsonObject source, JsonObject target, IReadOnlyList<string> path)
    {
        for (var i = 0; i < path.Count; i++)
        {
            if (!source.TryGetPropertyValue(path[i], out var value))
                return;
            if (i == path.Count - 1 || value is not JsonObject below)
            {
                // A path that goes on below a list or a scalar takes that value whole: what is read of it cannot be told.
                target[path[i]] = value?.DeepClone();
                return;
            }

            if (target[path[i]] is not JsonObject next)
                target[path[i]] = next = [];
            source = below;
            target = next;
        }
    }
}
