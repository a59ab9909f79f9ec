using Orkestra.Grains.Interfaces.Fleet;

namespace Orkestra.Cli.Steady;

/// <summary>Everything a fleet told at one moment.</summary>
/// <param name="At">When.</param>
/// <param name="Boxes">The boxes, ordered by name.</param>
/// <param name="Resources">Their custom resources, by box, then namespace and name.</param>
internal sealed record FleetSnapshot(DateTimeOffset At, IReadOnlyList<BoxView> Boxes, IReadOnlyList<CustomResourceView> Resources)
{
    public static async Task<FleetSnapshot> TakeAsync(IFleet fleet, TimeProvider clock, CancellationToken cancellationToken)
    {
        var boxes = await fleet.ListBoxesAsync(cancellationToken).ConfigureAwait(false);
        var resources = new List<CustomResourceView>();
        foreach (var box in boxes)
            resources.AddRange(await fleet.ListResourcesAsync(box.Name, cancellationToken).ConfigureAwait(false));
        return new FleetSnapshot(clock.GetUtcNow(), boxes, resources);
    }
}
