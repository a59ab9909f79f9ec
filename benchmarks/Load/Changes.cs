using System.Collections.Concurrent;
using System.Diagnostics;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Watch;

namespace Orkestra.Benchmarks.Load;

/// <summary>Changes custom resources at a steady rate and watches how long it takes until their status shows it.</summary>
internal sealed class Changes(KubernetesClient admin, Workload workload, int resources, long first = 0)
{
    private readonly ConcurrentDictionary<string, (long Level, long Sent)> _open = new(StringComparer.Ordinal);
    private readonly List<double> _milliseconds = [];

    public async Task<IReadOnlyList<double>> RunAsync(int perSecond, TimeSpan time)
    {
        using var stop = new CancellationTokenSource();
        var synced = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var watch = WatchAsync(synced, stop.Token);
        await synced.Task;
        var begun = Stopwatch.GetTimestamp();
        var random = new Random(1);
        var sends = new List<Task>();
        for (var i = 0L; i < (long)(perSecond * time.TotalSeconds); i++)
        {
            var wait = TimeSpan.FromSeconds(i / (double)perSecond) - Stopwatch.GetElapsedTime(begun);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, CancellationToken.None);
            var number = random.Next(resources);
            // One change of a resource at a time, so that each can be told from the next.
            if (_open.TryAdd($"app-{number}", (first + i + 1, Stopwatch.GetTimestamp())))
                sends.Add(workload.ChangeAsync(number, first + i + 1, CancellationToken.None));
        }

        await Task.WhenAll(sends);
        for (var waited = 0; !_open.IsEmpty && waited < 300; waited++)
            await Task.Delay(100, CancellationToken.None);
        await stop.CancelAsync();
        await ((Task)watch).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _open.IsEmpty ? [.. _milliseconds.Order()] : throw new InvalidOperationException($"{_open.Count} changes were never seen in a status: nothing may be dropped");
    }

    private async Task WatchAsync(TaskCompletionSource synced, CancellationToken cancellationToken)
    {
        var reflector = new Reflector(admin, new WatchTarget(Workload.Apps, workload.Namespace), new ReflectorOptions(), TimeProvider.System, new Random(2));
        await foreach (var change in reflector.RunAsync(cancellationToken))
        {
            if (change is ReflectorEvent.ListCompleted)
                synced.TrySetResult();
            if (change is not ReflectorEvent.Changed { Object: var app } || !_open.TryGetValue(app.Name.Name, out var open))
                continue;
            if (long.TryParse(app.Parse()["status"]?["level"]?.ToString(), System.Globalization.CultureInfo.InvariantCulture, out var level) && level == open.Level && _open.TryRemove(app.Name.Name, out _))
                _milliseconds.Add(Stopwatch.GetElapsedTime(open.Sent).TotalMilliseconds);
        }
    }
}
