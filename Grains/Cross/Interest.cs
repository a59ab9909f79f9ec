using Orkestra.Grains.Storage;
using Orkestra.Katalog.Observation;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Cross;

/// <summary>One cross read of one custom resource, and what it was given last: only what differs from that wakes the reader. Guarded by the lock of its targets.</summary>
internal sealed class Interest(CustomResourceRecord reader, CrossQuery query)
{
    private readonly Dictionary<ObjectName, ulong> _seen = [];
    private bool _isKnown;

    public CustomResourceRecord Reader { get; } = reader;

    public CrossQuery Query { get; } = query;

    /// <summary>Where its target has it, when it is read by name.</summary>
    public ObjectName? Place { get; set; }

    /// <summary>A read begins: until it ends every change wakes the reader.</summary>
    public void Begin()
    {
        _isKnown = false;
        _seen.Clear();
    }

    /// <summary>What the reader is given.</summary>
    public void See(ObjectName name, ulong hash) => _seen[name] = hash;

    /// <summary>The read ended.</summary>
    public void End() => _isKnown = true;

    /// <summary>Whether the reader would be given something else now.</summary>
    /// <param name="name">What changed.</param>
    /// <param name="hash">Of the parts that are read; 0: it is not there, or not meant.</param>
    public bool IsTouchedBy(ObjectName name, ulong hash)
    {
        if (!_isKnown)
            return true;
        if (_seen.TryGetValue(name, out var before))
            return before != hash;
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
