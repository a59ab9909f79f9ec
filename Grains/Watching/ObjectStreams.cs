using Microsoft.Extensions.Logging;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Watching;

/// <summary>The watches of objects that are no children: one for each type, namespace and name that somebody asks for (and one more where the whole of what went is asked for), open as long as somebody does.</summary>
internal sealed class ObjectStreams(KubernetesClient client, TimeProvider clock, ILoggerFactory logs) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Group, string Kind, string? Namespace, string? Name, bool Whole), (ObjectStream Stream, CancellationTokenSource Stop)> _streams = [];
    private readonly List<Task> _running = [];

    /// <summary>Tells the listener until what comes back is disposed.</summary>
    public IDisposable Listen(ApiResource resource, string? ns, string? name, IObjectListener listener)
    {
        var key = (resource.Group, resource.Kind, ns, name, listener.ReadsWhatWent);
        lock (_lock)
        {
            if (!_streams.TryGetValue(key, out var open))
            {
                open = (new ObjectStream(resource, ns, name, listener.ReadsWhatWent, client, clock, logs.CreateLogger<ObjectStream>()), new CancellationTokenSource());
                _streams[key] = open;
                var (stream, stop) = open;
                client.Activity?.Begin();
                _running.RemoveAll(static run => run.IsCompleted);
                _running.Add(Task.Run(async () =>
                {
                    using var ended = stop;
                    var run = stream.RunAsync(stop.Token);
                    client.Activity?.End();
                    await run.ConfigureAwait(false);
                }));
            }

            open.Stream.Add(listener);
        }

        return new Subscription(() => Leave(key, listener));
    }

    public async ValueTask DisposeAsync()
    {
        List<CancellationTokenSource> stops;
        List<Task> running;
        lock (_lock)
        {
            stops = [.. _streams.Values.Select(open => open.Stop)];
            running = [.. _running];
            _streams.Clear();
        }

        foreach (var stop in stops)
            await stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Leave((string Group, string Kind, string? Namespace, string? Name, bool Whole) key, IObjectListener listener)
    {
        CancellationTokenSource? unused = null;
        lock (_lock)
        {
            if (!_streams.TryGetValue(key, out var open))
                return;
            open.Stream.Remove(listener);
            if (!open.Stream.IsUnused)
                return;
            _streams.Remove(key);
            unused = open.Stop;
        }

        unused.Cancel();
    }

    private sealed class Subscription(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
