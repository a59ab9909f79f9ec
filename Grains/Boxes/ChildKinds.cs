using System.Collections.Concurrent;
using Orkestra.Grains.Passes;
using Orkestra.Grains.Watching;
using Orkestra.Katalog.Model;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Boxes;

/// <summary>The kinds of children that a box makes, and those that any definition of its CRD made before. A kind is remembered by the CRD before its first child is made,
/// so that children are found again whatever later definitions say.</summary>
internal sealed class ChildKinds(IReadOnlyList<KindReference> declared, DefinitionMemory memory, ChildWatches watches, Discovery discovery)
{
    private readonly ConcurrentDictionary<(string Group, string Kind), ChildWatch> _watches = new();

    /// <summary>True when all their watches are synced: what is not in an inventory then does not exist.</summary>
    public bool AllSynced => _watches.Values.All(watch => watch.IsSynced);

    /// <summary>Why one of them that was never synced is not, or null.</summary>
    public string? Blocked => _watches.Values.FirstOrDefault(watch => !watch.IsSynced && watch.LastError is not null)?.LastError;

    /// <summary>Why the CRD does not remember them, or null.</summary>
    public string? Trouble => memory.Trouble;

    /// <summary>Opens the watches. Ends when those of the definition are synced, and those of earlier ones are synced or refused.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        List<Task> known = [];
        foreach (var kind in declared)
        {
            if (await ServedKinds.FindAsync(discovery, kind.ApiVersion, kind.Kind, orOlder: true, cancellationToken).ConfigureAwait(false) is { } resource)
                known.Add(Open(resource).Synced);
        }

        foreach (var name in memory.Marks?.ChildKinds ?? [])
        {
            var (group, kind) = DefinitionMarks.ParseKind(name);
            if (!_watches.ContainsKey((group, kind)) && await discovery.FindAsync(group, kind, cancellationToken).ConfigureAwait(false) is { } resource)
                known.Add(Open(resource).Answered);
        }

        await Task.WhenAll(known).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists those kinds once more, because more is read of them than is known.</summary>
    public Task RelistAsync(Func<string, bool> readsMore, CancellationToken cancellationToken) =>
        Task.WhenAll(_watches.Values.Where(watch => readsMore(watch.Resource.Kind)).Select(watch => watch.RelistAsync())).WaitAsync(cancellationToken);

    /// <summary>What the CRD remembers, and the kinds of the definition too.</summary>
    public DefinitionMarks AddTo(DefinitionMarks marks) =>
        marks with { ChildKinds = marks.ChildKinds.Union(declared.Select(kind => DefinitionMarks.KindName(kind.Group, kind.Kind))) };

    /// <summary>The watch of a kind that is about to be made. One that only a rendered template told is remembered first.</summary>
    public ValueTask<ChildWatch> WatchAsync(ApiResource resource, CancellationToken cancellationToken) =>
        _watches.TryGetValue((resource.Group, resource.Kind), out var watch) ? new(watch) : new(RememberAsync(resource, cancellationToken));

    private async Task<ChildWatch> RememberAsync(ApiResource resource, CancellationToken cancellationToken)
    {
        await memory.RememberAsync(marks => marks with { ChildKinds = marks.ChildKinds.Add(DefinitionMarks.KindName(resource.Group, resource.Kind)) }, cancellationToken).ConfigureAwait(false);
        return Open(resource);
    }

    private ChildWatch Open(ApiResource resource) => _watches.GetOrAdd((resource.Group, resource.Kind), _ => watches.Ensure(resource));
}
