using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Orkestra.Grains.Identity;
using Orkestra.Grains.Storage;
using Orkestra.Katalog.Model;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Readiness;
using Orkestra.Kubernetes.Watch;

namespace Orkestra.Grains.Watching;

/// <summary>Turns a live child, from an event or from the answer to a write, into what is remembered of it.</summary>
internal sealed class ChildObserver
{
    private readonly ConcurrentDictionary<(string Cluster, string Group, string Kind), ImmutableArray<IChildProjector>> _projectors = new();

    public void Register(string cluster, string group, string kind, IChildProjector projector) =>
        _projectors.AddOrUpdate((cluster, group, kind), [projector], (_, others) => others.Add(projector));

    public void Unregister(string cluster, string group, string kind, IChildProjector projector) =>
        _projectors.AddOrUpdate((cluster, group, kind), [], (_, others) => others.Remove(projector));

    /// <summary>The parts of it that are read.</summary>
    public byte[]? PartsOf(ApiResource resource, WatchedObject watched) =>
        Project(ProjectionOf(watched.Annotation(Stamps.OwnerKey), watched.Annotation(Stamps.Entry) ?? "", resource.Kind), watched.Parse());

    public ChildRecord Observe(ApiResource resource, WatchedObject watched)
    {
        var live = watched.Parse();
        var entry = watched.Annotation(Stamps.Entry) ?? "";
        var ready = Kstatus.Evaluate(live);
        return new ChildRecord
        {
            Resource = resource,
            Name = watched.Name,
            Uid = watched.Uid,
            ResourceVersion = watched.ResourceVersion,
            ControllerUid = live.ControllerReference?.Uid,
            Deleting = watched.Deleting,
            OwnerKey = watched.Annotation(Stamps.OwnerKey),
            Applied = !watched.OwnedFields.IsEmpty,
            AdoptedFrom = watched.Annotation(Stamps.Adopted),
            Deletion = Stamps.ReadDeletion(watched.Annotation(Stamps.DeletionPolicy)),
            EntryPath = entry,
            ManagedSince = Stamps.ReadManagedSince(watched.Annotation(Stamps.ManagedSince)),
            AppliedHash = Stamps.ReadApplied(watched.Annotation(Stamps.Applied)),
            Fingerprint = watched.Fingerprint(),
            Ready = ready.State,
            ReadyMessage = ready.State is ReadyState.Ready ? "" : ready.Message,
            Parts = Project(ProjectionOf(watched.Annotation(Stamps.OwnerKey), entry, resource.Kind), live),
        };
    }

    private static byte[]? Project(Projection projection, JsonObject live) =>
        projection.IsEmpty ? null : System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(projection.IsWhole ? live : projection.Apply(live));

    /// <summary>The owner key names the box: <c>cluster/group/kind/namespace/name</c>.</summary>
    private Projection ProjectionOf(string? ownerKey, string entry, string kind)
    {
        var parts = ownerKey?.Split('/', 4);
        if (parts is not { Length: 4 })
            return Projection.Nothing;
        var group = string.Equals(parts[1], "-", StringComparison.Ordinal) ? "" : parts[1];
        return _projectors.TryGetValue((parts[0], group, parts[2]), out var projectors)
            ? projectors.Aggregate(Projection.Nothing, (read, projector) => read.Union(projector.ProjectionOf(entry, kind)))
            : Projection.Nothing;
    }
}
