using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Watch;

namespace Orkestra.DevCluster.Simulator;

/// <summary>What the loop hears: events of reflectors, timers, and the ends of its own writes.</summary>
internal abstract record Signal
{
    public sealed record Event(SimulatedKind Kind, ReflectorEvent What) : Signal;

    public sealed record Due(SimulatedObject Object) : Signal;

    /// <param name="Object">Whose status was written.</param>
    /// <param name="Write">What was asked for.</param>
    /// <param name="Answer">The object as the server wrote it; null when it was deleted or <paramref name="Error"/> tells why not.</param>
    /// <param name="Error">Why the write was not done.</param>
    public sealed record Written(SimulatedObject Object, StatusWrite Write, WatchedObject? Answer, Exception? Error) : Signal;
}
