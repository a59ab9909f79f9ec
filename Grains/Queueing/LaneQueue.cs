using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Queueing;

/// <summary>Waiting keys of one lane, by deficit round robin between their namespaces: a namespace has as many passes in its turn as its weight says,
/// so a key waits for at most that many of each other namespace, however many keys those have.</summary>
internal sealed class LaneQueue(Func<string, int> weightOf)
{
    private readonly Dictionary<string, Share> _shares = new(StringComparer.Ordinal);
    private readonly Queue<Share> _round = new();

    public bool IsEmpty => _round.Count == 0;

    public void Add(ObjectName key, long ticket)
    {
        var ns = key.Namespace ?? "";
        if (!_shares.TryGetValue(ns, out var share))
        {
            _shares[ns] = share = new Share(ns) { Left = weightOf(ns) };
            _round.Enqueue(share);
        }

        share.Keys.Enqueue((key, ticket));
    }

    /// <summary>The next key whose ticket still holds; the others are forgotten, and cost their namespace nothing.</summary>
    public ObjectName? Take(Func<ObjectName, long, bool> holds)
    {
        while (_round.TryPeek(out var share))
        {
            while (share.Keys.TryDequeue(out var next))
            {
                if (!holds(next.Key, next.Ticket))
                    continue;
                share.Left--;
                EndTurn(share);
                return next.Key;
            }

            EndTurn(share);
        }

        return null;
    }

    private void EndTurn(Share share)
    {
        if (share.Keys.Count > 0 && share.Left > 0)
            return;
        _round.Dequeue();
        if (share.Keys.Count == 0)
        {
            _shares.Remove(share.Namespace);
            return;
        }

        share.Left = weightOf(share.Namespace);
        _round.Enqueue(share);
    }

    private sealed class Share(string ns)
    {
        public string Namespace { get; } = ns;

        public Queue<(ObjectName Key, long Ticket)> Keys { get; } = new();

        /// <summary>Passes that it may still have in this turn.</summary>
        public int Left { get; set; }
    }
}
