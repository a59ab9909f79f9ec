using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.CustomResources;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Watch;

namespace Orkestra.Grains.Watching;

/// <summary>The CRDs of a cluster, from one watch: boxes learn from it when their CRD appears, changes and goes, without asking again.</summary>
internal sealed partial class CustomResourceDefinitions(KubernetesClient client, TimeProvider clock, ILogger<CustomResourceDefinitions> logger) : IDisposable
{
    private static readonly ApiResource Definitions = new(
        "apiextensions.k8s.io", "v1", "customresourcedefinitions", "customresourcedefinition", "CustomResourceDefinition", Namespaced: false, [], [], HasStatus: true, HasScale: false);

    private static readonly TimeSpan ConflictPause = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(string Group, string Kind), CustomResourceFacts> _facts = new();
    private readonly ConcurrentDictionary<(string Group, string Kind), DefinitionMarks> _marks = new();
    private readonly Dictionary<string, (string Group, string Kind)> _names = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>True once the CRDs were listed.</summary>
    public bool IsSynced { get; private set; }

    /// <summary>Why the last try to list or watch failed, or null.</summary>
    public string? LastError { get; private set; }

    /// <summary>Ends at the next change after this call.</summary>
    public Task NextChange
    {
        get
        {
            lock (_lock)
                return _changed.Task;
        }
    }

    public CustomResourceFacts? Find(string group, string kind) => _facts.GetValueOrDefault((group, kind));

    /// <summary>What the CRD of this type remembers of its boxes; null for a kind that no CRD defines.</summary>
    public DefinitionMarks? FindMarks(string group, string kind) => _marks.GetValueOrDefault((group, kind));

    /// <summary>Writes what a CRD is to remember, with one request, or with none when it does. Others who write the same CRD are waited for.</summary>
    /// <exception cref="KubernetesApiException">It may not be written.</exception>
    public async Task RememberAsync(string group, string kind, Func<DefinitionMarks, DefinitionMarks> change, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (true)
            {
                var next = NextChange;
                if (FindMarks(group, kind) is not { } before || change(before).PatchFrom(before) is not { } patch)
                    return;
                try
                {
                    var answer = await client.PatchAsync(
                        Definitions, new ObjectName(null, before.Name), PatchKind.Merge, patch, new WriteOptions { FieldManager = Identity.Stamps.FieldManager }, cancellationToken).ConfigureAwait(false);
                    Learn(group, kind, DefinitionMarks.Of(answer.Object));
                    return;
                }
                catch (KubernetesApiException refused) when (refused.IsConflict)
                {
                    await Task.WhenAny(next, Task.Delay(ConflictPause, clock, cancellationToken)).ConfigureAwait(false);
                    cancellationToken.ThrowIfCancellationRequested();
                }
                catch (KubernetesApiException refused) when (refused.IsNotFound)
                {
                    return;
                }
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Watches until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => Persistent.RunAsync("customresourcedefinitions", WatchAsync, clock, logger, cancellationToken);

    public void Dispose() => _turn.Dispose();

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        var reflector = new Reflector(client, new WatchTarget(Definitions, null, null, null, null), new ReflectorOptions(), clock, Random.Shared);
        HashSet<string> listed = new(StringComparer.Ordinal);
        await foreach (var change in reflector.RunAsync(cancellationToken).ConfigureAwait(false))
        {
            switch (change)
            {
                case ReflectorEvent.ListStarted:
                    listed.Clear();
                    continue;
                case ReflectorEvent.Listed item:
                    listed.Add(item.Object.Name.Name);
                    Set(item.Object);
                    continue;
                case ReflectorEvent.ListCompleted:
                    foreach (var gone in _names.Keys.Where(name => !listed.Contains(name)).ToList())
                        Remove(gone);
                    IsSynced = true;
                    LastError = null;
                    break;
                case ReflectorEvent.Changed item:
                    Set(item.Object);
                    break;
                case ReflectorEvent.Deleted item:
                    Remove(item.Object.Name.Name);
                    break;
                case ReflectorEvent.Failed failed:
                    LastError = failed.Error.Message;
                    LogWatchFailed(failed.Error.Message);
                    break;
            }

            SignalChange();
        }
    }

    private void Set(WatchedObject definition)
    {
        var crd = definition.Parse();
        var facts = CustomResourceFacts.From(crd);
        _names[definition.Name.Name] = (facts.Group, facts.Kind);
        Learn(facts.Group, facts.Kind, DefinitionMarks.Of(crd));
        _facts[(facts.Group, facts.Kind)] = facts;
    }

    /// <summary>An echo of an older state than our own write left is no news.</summary>
    private void Learn(string group, string kind, DefinitionMarks marks) => _marks.AddOrUpdate(
        (group, kind), marks, (_, known) => marks.IsNoNewsAfter(known) ? known : marks);

    private void Remove(string name)
    {
        if (_names.Remove(name, out var key))
        {
            _facts.TryRemove(key, out _);
            _marks.TryRemove(key, out _);
        }
    }

    private void SignalChange()
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The watch of CustomResourceDefinitions failed and is tried again: {Error}")]
    private partial void LogWatchFailed(string error);
}
