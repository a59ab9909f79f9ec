using System.Collections.Concurrent;

namespace Orkestra.Grains.Fleet;

/// <summary>Runs boxes, and ends them in the reverse order: a box ends when every box that needs it, and that starts after it, has ended. So no circle holds an end up.</summary>
internal sealed class BoxLifecycles(DependencyGraph graph) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, (CancellationTokenSource Stop, Task Run)> _runs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Task> _ends = new(StringComparer.Ordinal);

    public void Start(string name, Func<CancellationToken, Task> run)
    {
        var stop = new CancellationTokenSource();
        _runs[name] = (stop, Task.Run(() => run(stop.Token), CancellationToken.None));
    }

    /// <summary>Ends one box and none that needs it.</summary>
    public async Task StopOneAsync(string name)
    {
        if (!_runs.TryGetValue(name, out var running))
            return;
        await running.Stop.CancelAsync().ConfigureAwait(false);
        await running.Run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _runs.TryRemove(name, out _);
        running.Stop.Dispose();
    }

    public Task StopAllAsync() => Task.WhenAll([.. _runs.Keys.Select(StopAsync)]);

    public void Dispose()
    {
        foreach (var (stop, _) in _runs.Values)
            stop.Dispose();
    }

    private Task StopAsync(string name)
    {
        lock (_lock)
            return _ends.TryGetValue(name, out var end) ? end : _ends[name] = Task.Run(() => EndAsync(name));
    }

    private async Task EndAsync(string name)
    {
        var later = graph.Order.SkipWhile(each => !string.Equals(each, name, StringComparison.Ordinal)).Skip(1).ToHashSet(StringComparer.Ordinal);
        await Task.WhenAll([.. graph.DependentsOf(name).Where(each => later.Contains(each) && _runs.ContainsKey(each)).Select(StopAsync)]).ConfigureAwait(false);
        var (stop, run) = _runs[name];
        await stop.CancelAsync().ConfigureAwait(false);
        await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
