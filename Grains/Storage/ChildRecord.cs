using Orkestra.Grains.Identity;
using Orkestra.Katalog.Model;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Readiness;
using Orkestra.Kubernetes.Watch;

namespace Orkestra.Grains.Storage;

/// <summary>What is remembered of one child. Immutable: a newer state is a new record.</summary>
internal sealed record ChildRecord
{
    public required ApiResource Resource { get; init; }

    public required ObjectName Name { get; init; }

    public required string Uid { get; init; }

    public required string ResourceVersion { get; init; }

    /// <summary>Uid of the controller that its owner references name, or null.</summary>
    public string? ControllerUid { get; init; }

    public bool Deleting { get; init; }

    /// <summary>The owner that its stamp names, or null.</summary>
    public string? OwnerKey { get; init; }

    /// <summary>Our field manager applied it. A copy that somebody made of a child carries its stamps, but not this.</summary>
    public bool Applied { get; init; }

    /// <summary>Whose it was before the entry took it over; null: it was made by us.</summary>
    public string? AdoptedFrom { get; init; }

    /// <summary>It was somebody else's before the entry took it over: without our controller reference it is released, never deleted.</summary>
    public bool Adopted => AdoptedFrom is not null;

    /// <summary>What becomes of it when its custom resource is deleted, from its stamp.</summary>
    public ChildDeletion Deletion { get; init; }

    /// <summary>It was made because its custom resource is being deleted.</summary>
    public bool IsOfDeletion => EntryPath.StartsWith("onDelete.", StringComparison.Ordinal);

    /// <summary>Path of its entry in the Katalog, from its stamp.</summary>
    public string EntryPath { get; init; } = "";

    public DateTimeOffset? ManagedSince { get; init; }

    /// <summary>Hash of the desired object that was last applied, from its stamp; 0 when it has none.</summary>
    public ulong AppliedHash { get; init; }

    /// <summary>Of the live values at the paths that our field manager owns.</summary>
    public ulong Fingerprint { get; init; }

    /// <summary>The fingerprint of the answer to our last apply, or of the state that a pass found to be as desired; 0 until then.</summary>
    public ulong AppliedFingerprint { get; init; }

    public ReadyState Ready { get; init; }

    /// <summary>Why it is not ready; empty when it is.</summary>
    public string ReadyMessage { get; init; } = "";

    /// <summary>UTF-8 JSON of those parts that the templates of its entry read, or null when they read none.</summary>
    public byte[]? Parts { get; init; }

    /// <summary>The live object, held only until a pass has compared it with the desired one after a start.</summary>
    public WatchedObject? Unverified { get; init; }

    /// <summary>The live values are those that we applied.</summary>
    public bool IsAsApplied => AppliedFingerprint != 0 && Fingerprint == AppliedFingerprint;

    /// <summary>No owner reference can reach it from this custom resource, because it is in another namespace, or in none.</summary>
    public bool IsAbroad(ObjectName owner) => owner.Namespace is not null && !string.Equals(Name.Namespace, owner.Namespace, StringComparison.Ordinal);

    /// <summary>It is this owner's, or was before it lost a stamp. An object that only carries the labels is somebody else's until it was looked at.</summary>
    public bool IsOf(StampedOwner owner) => Applied || ControllerUid is not null || string.Equals(OwnerKey, owner.Key.OwnerKey, StringComparison.Ordinal);

    /// <summary>We apply it for this owner, and nobody else controls it: what is ours of it may be taken away.</summary>
    public bool IsAppliedFor(StampedOwner owner) =>
        Applied
        && string.Equals(OwnerKey, owner.Key.OwnerKey, StringComparison.Ordinal)
        && (ControllerUid is null || string.Equals(ControllerUid, owner.Uid, StringComparison.Ordinal));

    /// <summary>And we made it: it may be deleted.</summary>
    public bool IsMadeBy(StampedOwner owner) => IsAppliedFor(owner) && (ControllerUid is not null || !Adopted);

    public bool Is(ApiResource resource, ObjectName name) => Name == name && IsKind(resource);

    public bool IsKind(ApiResource resource) =>
        string.Equals(Resource.Kind, resource.Kind, StringComparison.Ordinal) && string.Equals(Resource.Group, resource.Group, StringComparison.Ordinal);

    /// <summary>Whether a pass must look at it now that it was <paramref name="before"/>.</summary>
    public bool MattersAfter(ChildRecord before) =>
        Fingerprint != (before.AppliedFingerprint != 0 ? before.AppliedFingerprint : before.Fingerprint)
        || Ready != before.Ready
        || Deleting != before.Deleting
        || !string.Equals(ReadyMessage, before.ReadyMessage, StringComparison.Ordinal)
        || !string.Equals(ControllerUid, before.ControllerUid, StringComparison.Ordinal)
        || !Parts.AsSpan().SequenceEqual(before.Parts);
}
