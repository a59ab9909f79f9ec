using System.Runtime.CompilerServices;
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

    public async IAsyncEnumerable<FleetEvent> SubscribeAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        yield break;
    }
}
