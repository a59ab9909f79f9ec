using System.Collections.Concurrent;

namespace Orkestra.Grains.Fleet;

/// <summary>Runs boxes, and ends them in the reverse order: a box ends when every box that needs it has ended.</summary>
internal sealed class BoxLifecycles(DependencyGraph graph) : IDisposable
{
    private readonly ConcurrentDictionary<string, (CancellationTokenSource Stop, Task Run)> _runs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task>> _ends = new(StringComparer.Ordinal);
    public void Start(string name, Func<CancellationToken, Task> run)
    {
        var stop = new CancellationTokenSource();
        _runs[name] = (stop, Task.Run(() => run(stop.Token), CancellationToken.None));
    }

    public Task StopAllAsync() => Task.WhenAll(_runs.Keys.Select(StopAsync));

    public void Dispose()
    {
        foreach (var (stop, _) in _runs.Values)
            stop.Dispose();
    }

    private Task StopAsync(string name) => _ends.GetOrAdd(name, each => new Lazy<Task>(() => EndAsync(each))).Value;

    private async Task EndAsync(string name)
    {
        await Task.Yield();
        await Task.WhenAll(graph.DependentsOf(name).Where(_runs.ContainsKey).Select(StopAsync)).ConfigureAwait(false);
        var (stop, run) = _runs[name];
        await stop.CancelAsync().ConfigureAwait(false);
        await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
