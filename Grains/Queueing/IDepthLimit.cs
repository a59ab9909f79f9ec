using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Queueing;

/// <summary>Says which keys wait beside a queue that is deep (docs/decisions/080).</summary>
internal interface IDepthLimit
{
    /// <summary>Keys beside the queue come in while fewer than these wait in it; at least 1.</summary>
    int Ceiling { get; }

    /// <summary>Whether a key that comes while so many wait has to wait beside them.</summary>
    bool Defers(ObjectName key, int depth);
}
