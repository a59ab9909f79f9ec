using System.Text.Json.Nodes;

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

    /// <summary>Custom resources of a box with their objects, some at a time; empty for an unknown box.</summary>
    /// <param name="box">Name of the CRD entry.</param>
    /// <param name="after"><see cref="ResourcePage.Next"/> of the page before; null: the first page.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Cancels the question.</param>
    ValueTask<ResourcePage> PageResourcesAsync(string box, string? after, int limit, CancellationToken cancellationToken);

    /// <summary>One custom resource with its object, or null.</summary>
    /// <param name="box">Name of the CRD entry.</param>
    /// <param name="ns">Its namespace; null where it has none.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Cancels the question.</param>
    ValueTask<ResourceView?> FindResourceAsync(string box, string? ns, string name, CancellationToken cancellationToken);

    /// <summary>The Kubernetes events about one custom resource, newest first, at most 100. The API server is asked, not more often than every five seconds.</summary>
    /// <param name="resource">The custom resource.</param>
    /// <param name="cancellationToken">Cancels the question.</param>
    /// <exception cref="IOException">The API server does not answer, or not this.</exception>
    ValueTask<IReadOnlyList<JsonObject>> ListEventsAsync(ResourceView resource, CancellationToken cancellationToken);

    /// <summary>Events from now on, until cancelled. A reader that is slow loses the oldest events, never the observer's time.</summary>
    /// <param name="cancellationToken">Ends the subscription.</param>
    IAsyncEnumerable<FleetEvent> SubscribeAsync(CancellationToken cancellationToken);
}
