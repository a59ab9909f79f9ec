using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Orkestra.Cli.Steady;
using Orkestra.Grains.Interfaces.Fleet;

namespace Orkestra.Cli.Tests;

/// <summary>A fleet that says what a test puts into it.</summary>
internal sealed class FakeFleet : IFleet
{
    public List<BoxView> Boxes { get; } = [];

    public List<CustomResourceView> Resources { get; } = [];

    public ValueTask<IReadOnlyList<BoxView>> ListBoxesAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<BoxView>>([.. Boxes]);

    public ValueTask<BoxView?> FindBoxAsync(string box, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Boxes.Find(view => string.Equals(view.Name, box, StringComparison.Ordinal)));

    public ValueTask<IReadOnlyList<CustomResourceView>> ListResourcesAsync(string box, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<CustomResourceView>>([.. Resources.Where(view => string.Equals(view.Box, box, StringComparison.Ordinal))]);

    public ValueTask<ResourcePage> PageResourcesAsync(string box, string? after, int limit, CancellationToken cancellationToken) => ValueTask.FromResult(new ResourcePage([], 0, null));

    public ValueTask<ResourceView?> FindResourceAsync(string box, string? ns, string name, CancellationToken cancellationToken) => ValueTask.FromResult<ResourceView?>(null);

    public ValueTask<IReadOnlyList<JsonObject>> ListEventsAsync(ResourceView resource, CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<JsonObject>>([]);

    public async IAsyncEnumerable<FleetEvent> SubscribeAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        yield break;
    }

    public FleetSnapshot At(DateTimeOffset time) => new(time, [.. Boxes], [.. Resources]);

    public static BoxView Box(string name, BoxState state = BoxState.Healthy) => new()
    {
        Name = name,
        Katalog = "shop",
        Cluster = "local",
        Group = "shop.example.io",
        Version = "v1",
        Kind = "Cafe",
        State = state,
    };

    public static CustomResourceView Resource(string box, string name, bool ready = true) => new()
    {
        Box = box,
        Kind = "Cafe",
        Namespace = "shops",
        Name = name,
        Ready = ready,
    };
}
