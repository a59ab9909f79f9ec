using System.Collections.Concurrent;

namespace Orkestra.Grains.External;

/// <summary>Bounds how many calls are on their way at once: of one box, so that its slow answers are its own, and of the process.</summary>
internal sealed class CallSlots : IDisposable
{
    public const int OfBox = 16;
    public const int OfProcess = 64;

    private readonly SemaphoreSlim _all = new(OfProcess, OfProcess);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _boxes = new(StringComparer.Ordinal);

    /// <summary>Waits for a place. Disposing what comes back gives it free.</summary>
    public async Task<IDisposable> TakeAsync(string box, CancellationToken cancellationToken)
    {
        var own = _boxes.GetOrAdd(box, static _ => new SemaphoreSlim(OfBox, OfBox));
        await own.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _all.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            own.Release();
            throw;
        }

        return new Place(own, _all);
    }

    public void Dispose()
    {
        _all.Dispose();
        foreach (var box in _boxes.Values)
            box.Dispose();
    }

    private sealed class Place(SemaphoreSlim own, SemaphoreSlim all) : IDisposable
    {
        public void Dispose()
        {
            all.Release();
            own.Release();
        }
    }
}
