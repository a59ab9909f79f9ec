using System.Collections.Concurrent;

namespace Orkestra.Grains.External;

/// <summary>Bounds how many calls of one box are on their way at once. There is no bound of all boxes together, so that the slow answers of a box, or of many, are their own.</summary>
internal sealed class CallSlots : IDisposable
{
    public const int OfBox = 16;

    private readonly ConcurrentDictionary<string, SemaphoreSlim> _boxes = new(StringComparer.Ordinal);

    /// <summary>Waits for a place. Disposing what comes back gives it free.</summary>
    public async Task<IDisposable> TakeAsync(string box, CancellationToken cancellationToken)
    {
        var own = _boxes.GetOrAdd(box, static _ => new SemaphoreSlim(OfBox, OfBox));
        await own.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Place(own);
    }

    public void Dispose()
    {
        foreach (var box in _boxes.Values)
            box.Dispose();
    }

    private sealed class Place(SemaphoreSlim own) : IDisposable
    {
        public void Dispose() => own.Release();
    }
}
