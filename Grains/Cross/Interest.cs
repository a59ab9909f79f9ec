using Orkestra.Grains.Storage;
using Orkestra.Katalog.Observation;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Cross;

/// <summary>One cross read of one custom resource, and what it was given last: only what differs from that wakes the reader. Guarded by the lock of its targets.</summary>
/// <param name="entry">The entry that reads.</param>
/// <param name="reader">The custom resource that reads.</param>
/// <param name="query">What it reads.</param>
internal sealed class Interest(string entry, CustomResourceRecord reader, CrossQuery query)
{
    private IReadOnlyDictionary<ObjectName, ulong>? _seen;
    private bool _isTooMuch;

    public string Entry { get; } = entry;

    public CustomResourceRecord Reader { get; } = reader;

    public CrossQuery Query { get; } = query;

    /// <summary>Where its target has it, when it is read by name.</summary>
    public ObjectName? Place { get; set; }

    /// <summary>A read begins: until it ends every change wakes the reader.</summary>
    public void Begin() => (_seen, _isTooMuch) = (null, false);

    /// <summary>The read ended.</summary>
    /// <param name="seen">What the reader is given: hashes of the parts that it reads.</param>
    public void End(IReadOnlyDictionary<ObjectName, ulong> seen) => _seen = seen;

    /// <summary>The read ended without an answer, since more match than may: it is worth another try when one of these goes.</summary>
    public void EndTooMuch(IEnumerable<ObjectName> matches) => (_seen, _isTooMuch) = (matches.ToDictionary(static name => name, static _ => 1UL), true);

    /// <summary>Whether the reader would be given something else now.</summary>
    /// <param name="name">What changed.</param>
    /// <param name="hash">Of the parts that are read; 0: it is not there, or not meant.</param>
    public bool IsTouchedBy(ObjectName name, ulong hash)
    {
        if (_seen is null)
            return true;
        if (_seen.TryGetValue(name, out var before))
            return _isTooMuch ? hash == 0 : before != hash;
        if (_isTooMuch)
            return false;
        if (hash == 0)
            return false;
        return Query.Name is not null || Query.Read.TakesAll || _seen.Count == 0 || _seen.Keys.All(seen => ByName(name, seen) < 0);
    }

    /// <summary>The order in which several are read.</summary>
    public static int ByName(ObjectName left, ObjectName right)
    {
        var byNamespace = string.CompareOrdinal(left.Namespace, right.Namespace);
        return byNamespace != 0 ? byNamespace : string.CompareOrdinal(left.Name, right.Name);
    }
}
