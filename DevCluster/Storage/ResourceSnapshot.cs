using System.Collections.Immutable;

namespace Orkestra.DevCluster.Storage;

/// <summary>All objects of a resource as they were at one revision.</summary>
internal sealed record ResourceSnapshot(ImmutableSortedSet<StoredObject> Objects, long Revision)
{
    /// <summary>The objects of one namespace (null: of all) from a key on.</summary>
    public IEnumerable<StoredObject> Range(string? @namespace, string? fromKey)
    {
        var prefix = @namespace is null ? "" : @namespace + "/";
        var begin = fromKey is not null && string.CompareOrdinal(fromKey, prefix) > 0 ? fromKey : prefix;
        for (var i = IndexFrom(begin); i < Objects.Count; i++)
        {
            var obj = Objects[i];
            if (!obj.Key.StartsWith(prefix, StringComparison.Ordinal))
                yield break;
            yield return obj;
        }
    }

    private int IndexFrom(string key)
    {
        if (key.Length == 0)
            return 0;
        var index = Objects.IndexOf(StoredObject.Probe(null, key));
        return index < 0 ? ~index : index;
    }
}
