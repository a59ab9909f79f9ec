using Orkestra.Grains.Interfaces.Fleet;

namespace Orkestra.Grains.Boxes;

/// <summary>The counters of a box at one moment.</summary>
internal sealed record BoxHealthSnapshot
{
    public BoxState State { get; init; } = BoxState.Pending;

    public string Message { get; init; } = "";

    /// <summary>What the box needs of other boxes and does not have, or empty.</summary>
    public string UnmetNeeds { get; init; } = "";

    public DateTimeOffset? StartedAt { get; init; }

    public long Total { get; init; }

    public long Failed { get; init; }

    public int ConsecutiveFailures { get; init; }

    public string? LastError { get; init; }

    public DateTimeOffset? LastReconcile { get; init; }

    public long Writes { get; init; }

    public DateTimeOffset? LastWrite { get; init; }

    public long Resyncs { get; init; }

    /// <summary>As others see it: a box that is well, and lacks what it needs, is degraded.</summary>
    public BoxHealthSnapshot Seen => UnmetNeeds.Length > 0 && (State is BoxState.Started or BoxState.Healthy)
        ? this with { State = BoxState.Degraded, Message = $"needs {UnmetNeeds}" }
        : this;
}
