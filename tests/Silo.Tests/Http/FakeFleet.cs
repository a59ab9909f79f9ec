using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Orkestra.Grains.Interfaces.Fleet;

namespace Orkestra.Silo.Tests.Http;

/// <summary>A fleet that says what a test puts into it.</summary>
internal sealed class FakeFleet(params IEnumerable<BoxView> boxes) : IFleet
{
    public List<BoxView> Boxes { get; } = [.. boxes];

    public ValueTask<IReadOnlyList<BoxView>> ListBoxesAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<BoxView>>([.. Boxes]);

    public ValueTask<BoxView?> FindBoxAsync(string box, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Boxes.Find(view => string.Equals(view.Name, box, StringComparison.Ordinal)));

    public ValueTask<IReadOnlyList<CustomResourceView>> ListResourcesAsync(string box, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<CustomResourceView>>([]);

    public List<ResourceView> Objects { get; } = [];

    public ValueTask<ResourcePage> PageResourcesAsync(string box, string? after, int limit, CancellationToken cancellationToken)
    {
        var rest = Objects.Where(each => after is null || string.CompareOrdinal(each.View.Name, after) > 0).ToList();
        return ValueTask.FromResult(new ResourcePage([.. rest.Take(limit)], Objects.Count, rest.Count > limit ? rest[limit - 1].View.Name : null));
    }

    public ValueTask<ResourceView?> FindResourceAsync(string box, string? ns, string name, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Objects.Find(each => string.Equals(each.View.Name, name, StringComparison.Ordinal) && string.Equals(each.View.Namespace, ns, StringComparison.Ordinal)));

    public ValueTask<IReadOnlyList<JsonObject>> ListEventsAsync(ResourceView resource, CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<JsonObject>>([]);

    public async IAsyncEnumerable<FleetEvent> SubscribeAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        yield break;
    }
}
