using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Queueing;

/// <summary>Waiting keys by lane. Each lane has turns by its weight in one round, so that none starves.</summary>
internal sealed class LaneSet(Func<string, int> weightOf)
{
    private readonly LaneQueue[] _lanes = [.. Enumerable.Range(0, Lanes.Count).Select(_ => new LaneQueue(weightOf))];
    private readonly int[] _turns = new int[Lanes.Count];

    public void Add(ObjectName key, Lane lane, long ticket) => _lanes[(int)lane].Add(key, ticket);

    /// <summary>The next key whose ticket still holds.</summary>
    public ObjectName? Take(Func<ObjectName, long, bool> holds)
    {
        while (NextLane() is { } lane)
        {
            if (_lanes[lane].Take(holds) is not { } key)
                continue;
            _turns[lane]--;
            return key;
        }

        return null;
    }

    /// <summary>The first lane with keys that has turns left in this round; a new round begins when none has.</summary>
    private int? NextLane()
    {
        for (var round = 0; round < 2; round++)
        {
            for (var lane = 0; lane < Lanes.Count; lane++)
            {
                if (!_lanes[lane].IsEmpty && _turns[lane] > 0)
                    return lane;
            }

            for (var lane = 0; lane < Lanes.Count; lane++)
                _turns[lane] = Lanes.Weight((Lane)lane);
        }

        return null;
    }
}
