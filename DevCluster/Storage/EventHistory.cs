namespace Orkestra.DevCluster.Storage;

/// <summary>The last events of a resource in the order of their revisions. What is older than its capacity is forgotten, and it knows from where on.</summary>
internal sealed class EventHistory(int capacity)
{
    private readonly Lock _lock = new();
    private StoredEvent[] _ring = [];
    private int _start;
    private int _count;
    private long _forgotten;

    /// <summary>Events up to this revision may be gone.</summary>
    public long Forgotten
    {
        get
        {
            lock (_lock)
                return _forgotten;
        }
    }

    public void Append(StoredEvent stored)
    {
        lock (_lock)
        {
            if (_count == _ring.Length && _count < capacity)
                Grow();
            if (_count == capacity)
            {
                _forgotten = _ring[_start].Revision;
                _ring[_start] = stored;
                _start = (_start + 1) % _ring.Length;
                return;
            }

            _ring[(_start + _count) % _ring.Length] = stored;
            _count++;
        }
    }

    /// <summary>Adds the events after a revision to the list. False when some of them are forgotten.</summary>
    public bool TryRead(long after, int limit, List<StoredEvent> into)
    {
        lock (_lock)
        {
            if (after < _forgotten)
                return false;
            for (var i = FirstAfter(after); i < _count && into.Count < limit; i++)
                into.Add(_ring[(_start + i) % _ring.Length]);
            return true;
        }
    }

    public void Forget(long upTo)
    {
        lock (_lock)
        {
            _ring = [];
            (_start, _count, _forgotten) = (0, 0, upTo);
        }
    }

    private int FirstAfter(long revision)
    {
        var (low, high) = (0, _count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_ring[(_start + middle) % _ring.Length].Revision > revision)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    private void Grow()
    {
        var larger = new StoredEvent[Math.Min(capacity, Math.Max(16, _ring.Length * 2))];
        for (var i = 0; i < _count; i++)
            larger[i] = _ring[(_start + i) % _ring.Length];
        (_ring, _start) = (larger, 0);
    }
}
