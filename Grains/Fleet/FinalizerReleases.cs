using Microsoft.Extensions.Logging;
using Orkestra.Grains.Boxes;
using Orkestra.Katalog.Model;

namespace Orkestra.Grains.Fleet;

/// <summary>The releases that are underway of kinds that no entry has any more. One ends before an entry of its kind runs again: what runs needs its finalizers.</summary>
internal sealed class FinalizerReleases(BoxServices services) : IAsyncDisposable
{
    private readonly Dictionary<(string Group, string Kind), (CancellationTokenSource Stop, Task Run)> _running = [];

    public void Begin(CrdEntry entry)
    {
        var stop = new CancellationTokenSource();
        var release = new FinalizerRelease(entry, services.Client, services.Clock, services.Logs.CreateLogger<FinalizerRelease>());
        _running[KeyOf(entry)] = (stop, Task.Run(() => release.RunAsync(stop.Token)));
    }

    /// <summary>Ends the release of the kind of this entry, done or not.</summary>
    public Task EndAsync(CrdEntry entry) => _running.Remove(KeyOf(entry), out var running) ? EndAsync(running.Stop, running.Run) : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var (stop, run) in _running.Values)
            await EndAsync(stop, run).ConfigureAwait(false);
        _running.Clear();
    }

    private static (string Group, string Kind) KeyOf(CrdEntry entry) => (entry.Types.Group, entry.Types.Kind);

    private static async Task EndAsync(CancellationTokenSource stop, Task run)
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }
}
