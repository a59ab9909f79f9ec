using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Watch;

namespace Orkestra.Cli.EndToEnd.Clusters;

/// <summary>Tells when an object of the kinds that a test looks at changed. What it became is read from the server, so that no look is older than the change that the test itself made.</summary>
/// <param name="client">The cluster.</param>
/// <param name="clock">For the reconnects of watches.</param>
internal sealed class ChangeWatch(KubernetesClient client, TimeProvider clock) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, Task> _watches = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = New();

    /// <summary>Completes at the next change after this call.</summary>
    public Task Changed => Volatile.Read(ref _changed).Task;

    /// <summary>Watches a kind from now on.</summary>
    public void Watch(ApiResource resource)
    {
        if (!_watches.ContainsKey(resource.GroupResource) && resource.Verbs.Contains("watch", StringComparer.Ordinal))
            _watches.Add(resource.GroupResource, RunAsync(resource));
    }

    /// <summary>Waits for a change, or for the time after which a look is worth its request although nobody told of one: a watch may be reconnecting.</summary>
    public async Task WaitAsync(Task changed, TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(changed, Task.Delay(atMost, clock, wait.Token)).ConfigureAwait(false);
        await wait.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_watches.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task RunAsync(ApiResource resource)
    {
        var reflector = new Reflector(client, new WatchTarget(resource), new ReflectorOptions(), clock, Random.Shared);
        await foreach (var change in reflector.RunAsync(_stop.Token).ConfigureAwait(false))
        {
            if (change is ReflectorEvent.Changed or ReflectorEvent.Deleted or ReflectorEvent.ListCompleted)
                Interlocked.Exchange(ref _changed, New()).SetResult();
        }
    }
}
