using System.Threading.Channels;
using Orkestra.DevCluster.CustomResources;
using Orkestra.DevCluster.Storage;
using Orkestra.Kubernetes.Activity;

namespace Orkestra.DevCluster.Lifecycle;

/// <summary>Hands every change, in order and one at a time, to the controllers that the server runs itself.</summary>
internal sealed class LifecycleLoop : IAsyncDisposable
{
    private static readonly GroupResource Namespaces = new("", "namespaces");
    private static readonly GroupResource Definitions = new("apiextensions.k8s.io", "customresourcedefinitions");
    private readonly Channel<StoredEvent> _changes = Channel.CreateUnbounded<StoredEvent>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ClusterStore _store;
    private readonly CrdController _definitions;
    private readonly NamespaceController _namespaces;
    private readonly GarbageCollector _garbage;
    private readonly ActivityGauge? _activity;
    private readonly Task _run;

    public LifecycleLoop(ClusterStore store, CrdController definitions, NamespaceController namespaces, GarbageCollector garbage, ActivityGauge? activity)
    {
        (_store, _definitions, _namespaces, _garbage, _activity) = (store, definitions, namespaces, garbage, activity);
        var changes = activity is null ? _changes.Writer : new CountedWriter<StoredEvent>(_changes.Writer, activity);
        store.Observer = change => changes.TryWrite(change);
        _run = Task.Run(RunAsync);
    }

    public async ValueTask DisposeAsync()
    {
        _store.Observer = null;
        _changes.Writer.Complete();
#pragma warning disable VSTHRD003 // The loop is this object's own; it runs on the thread pool and needs no context.
        await _run.ConfigureAwait(false);
#pragma warning restore VSTHRD003
    }

    private async Task RunAsync()
    {
        await foreach (var change in _changes.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            await GuardAsync(() => DefinitionsAsync(change)).ConfigureAwait(false);
            Guard(() => NamespacesOf(change));
            Guard(() => _garbage.Changed(change));
            _activity?.End();
        }
    }

    /// <summary>A change that a controller cannot handle must not stop it: the next change of the object brings it there again.</summary>
    private static async Task GuardAsync(Func<Task> step)
    {
        try
        {
            await step().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            System.Diagnostics.Trace.TraceError($"devcluster controller: {error}");
        }
    }

    private static void Guard(Action step)
    {
        try
        {
            step();
        }
        catch (Exception error)
        {
            System.Diagnostics.Trace.TraceError($"devcluster controller: {error}");
        }
    }

    private async Task DefinitionsAsync(StoredEvent change)
    {
        if (change.Resource == Definitions)
            await _definitions.SyncAsync(change.Object.Name).ConfigureAwait(false);
        else if (change.Type == WatchEventType.Deleted && _definitions.IsTerminating(change.Resource))
            await _definitions.SyncAsync($"{change.Resource.Plural}.{change.Resource.Group}").ConfigureAwait(false);
    }

    private void NamespacesOf(StoredEvent change)
    {
        if (change.Resource == Namespaces)
            _namespaces.Sync(change.Object.Name);
        else if (change is { Type: WatchEventType.Deleted, Object.Namespace: { } ns })
            _namespaces.Sync(ns);
    }
}
