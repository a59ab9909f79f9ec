namespace Orkestra.Grains.Interfaces.Fleet;

/// <summary>What can be asked of an observer, wherever its grains live.</summary>
public interface IFleet
{
    /// <summary>All boxes, ordered by name.</summary>
    ValueTask<IReadOnlyList<BoxView>> ListBoxesAsync(CancellationToken cancellationToken);

    /// <summary>One box, or null.</summary>
    /// <param name="box">Name of the CRD entry.</param>
    /// <param name="cancellationToken">Cancels the question.</param>
    ValueTask<BoxView?> FindBoxAsync(string box, CancellationToken cancellationToken);

    /// <summary>The custom resources of a box, ordered by namespace and name; empty for an unknown box.</summary>
    /// <param name="box">Name of the CRD entry.</param>
    /// <param name="cancellationToken">Cancels the question.</param>
    ValueTask<IReadOnlyList<CustomResourceView>> ListResourcesAsync(string box, CancellationToken cancellationToken);

    /// <summary>Events from now on, until cancelled. A reader that is slow loses the oldest events, never the observer's time.</summary>
    /// <param name="cancellationToken">Ends the subscription.</param>
    IAsyncEnumerable<FleetEvent> SubscribeAsync(CancellationToken cancellationToken);
}
