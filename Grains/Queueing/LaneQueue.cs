using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Queueing;

/// <summary>Waiting keys of one lane, one from each namespace in turn: a namespace with many keys cannot hold another one up.</summary>
internal sealed class LaneQueue
{
    private readonly Dictionary<string, Queue<(ObjectName Key, long Ticket)>> _waiting = new(StringComparer.Ordinal);
    private readonly Queue<string> _round = new();

    public bool IsEmpty => _round.Count == 0;

    public void Add(ObjectName key, long ticket)
    {
        var ns = key.Namespace ?? "";
        if (!_waiting.TryGetValue(ns, out var keys))
            _waiting[ns] = keys = new Queue<(ObjectName, long)>();
        if (keys.Count == 0)
            _round.Enqueue(ns);
        keys.Enqueue((key, ticket));
    }

    public (ObjectName Key, long Ticket) Take()
    {
        var ns = _round.Dequeue();
        var keys = _waiting[ns];
        var taken = keys.Dequeue();
        if (keys.Count > 0)
            _round.Enqueue(ns);
        else
            _waiting.Remove(ns);
        return taken;
    }
}
