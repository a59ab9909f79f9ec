using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orkestra.Grains.Watching;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Watch;

namespace Orkestra.Grains.Namespaces;

/// <summary>What namespaces say to boxes, from one watch for all boxes of a process. Where it may not be opened, every namespace weighs 1 and pauses nothing.</summary>
internal sealed partial class NamespaceWatch(KubernetesClient client, TimeProvider clock, ILogger<NamespaceWatch> logger)
{
    private static readonly ApiResource Namespaces = new("", "v1", "namespaces", "namespace", "Namespace", Namespaced: false, [], [], HasStatus: true, HasScale: false);

    /// <summary>Only of those that say something: a cluster may have many that do not.</summary>
    private readonly ConcurrentDictionary<string, NamespaceFacts> _facts = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ImmutableList<Action<string>> _listeners = [];
    private bool _isRefusalTold;

    /// <summary>Ends when the namespaces are known, or the server has said that they may not be read.</summary>
    public Task Answered => _answered.Task;

    /// <summary>Why they may not be read, or null.</summary>
    public string? Refused { get; private set; }

    public NamespaceFacts Of(string? ns) => ns is not null && _facts.TryGetValue(ns, out var facts) ? facts : NamespaceFacts.Default;

    /// <summary>Tells of every namespace whose pause begins, changes or ends, by its name, until what comes back is disposed.</summary>
    public IDisposable Subscribe(Action<string> changed)
    {
        ImmutableInterlocked.Update(ref _listeners, static (all, one) => all.Add(one), changed);
        return new Subscription(this, changed);
    }

    public Task RunAsync(CancellationToken cancellationToken) => Persistent.RunAsync("namespaces", WatchAsync, clock, logger, cancellationToken);

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        var reflector = new Reflector(client, new WatchTarget(Namespaces, null, null, null, null), new ReflectorOptions(), clock, Random.Shared);
        var listed = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var change in reflector.RunAsync(cancellationToken).ConfigureAwait(false))
        {
            switch (change)
            {
                case ReflectorEvent.ListStarted:
                    listed.Clear();
                    break;
                case ReflectorEvent.Listed item:
                    listed.Add(item.Object.Name.Name);
                    Set(item.Object.Name.Name, NamespaceFacts.Of(item.Object));
                    break;
                case ReflectorEvent.ListCompleted:
                    foreach (var gone in _facts.Keys.Where(name => !listed.Contains(name)))
                        Set(gone, NamespaceFacts.Default);
                    Refused = null;
                    _answered.TrySetResult();
                    break;
                case ReflectorEvent.Changed item:
                    Set(item.Object.Name.Name, NamespaceFacts.Of(item.Object));
                    break;
                case ReflectorEvent.Deleted item:
                    Set(item.Object.Name.Name, NamespaceFacts.Default);
                    break;
                case ReflectorEvent.Failed { Error: KubernetesApiException { StatusCode: 401 or 403 or 404 or 405 } refused }:
                    Refuse(refused.Message);
                    break;
            }
        }
    }

    private void Set(string name, NamespaceFacts facts)
    {
        var before = Of(name);
        if (before == facts)
            return;
        if (facts == NamespaceFacts.Default)
            _facts.TryRemove(name, out _);
        else
            _facts[name] = facts;
        if (before.Pause == facts.Pause)
            return;
        foreach (var listener in Volatile.Read(ref _listeners))
            listener(name);
    }

    private void Refuse(string reason)
    {
        Refused = reason;
        _answered.TrySetResult();
        if (_isRefusalTold)
            return;
        _isRefusalTold = true;
        LogRefused(reason);
    }

    private sealed class Subscription(NamespaceWatch watch, Action<string> changed) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref watch._listeners, static (all, one) => all.Remove(one), changed);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Namespaces may not be watched, so every one weighs 1 and none pauses: {Reason}")]
    private partial void LogRefused(string reason);
}
