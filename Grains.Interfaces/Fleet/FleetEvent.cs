namespace Orkestra.Grains.Interfaces.Fleet;

/// <summary>Something that watchers of a fleet are told.</summary>
/// <param name="Time">When it happened.</param>
/// <param name="Box">Name of the box.</param>
public abstract record FleetEvent(DateTimeOffset Time, string Box)
{
    /// <summary>A pass ended.</summary>
    /// <param name="Time">When it ended.</param>
    /// <param name="Box">Name of the box.</param>
    /// <param name="Namespace">Namespace of the custom resource, or null.</param>
    /// <param name="Name">Name of the custom resource.</param>
    /// <param name="Causes">Why it ran.</param>
    /// <param name="Outcome">What it did.</param>
    /// <param name="Duration">How long it took.</param>
    public sealed record PassEnded(
        DateTimeOffset Time, string Box, string? Namespace, string Name, Passes.PassCauses Causes, Passes.PassOutcome Outcome, TimeSpan Duration)
        : FleetEvent(Time, Box);

    /// <summary>A box changed its state.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Box">Name of the box.</param>
    /// <param name="State">The new state.</param>
    /// <param name="Message">Why.</param>
    public sealed record BoxChanged(DateTimeOffset Time, string Box, BoxState State, string Message) : FleetEvent(Time, Box);
}
