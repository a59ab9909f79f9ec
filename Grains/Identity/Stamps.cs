using System.Globalization;
using System.Text.Json.Nodes;
using Orkestra.Grains.Interfaces.Identity;
using Orkestra.Katalog.Model;
using Orkestra.Kubernetes.Apply;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Identity;

/// <summary>Every name that is written on children and custom resources, and the writing of them. Never on a pod template.</summary>
internal static class Stamps
{
    public const string FieldManager = "orkestra-runtime";
    public const string Finalizer = Prefix + "cleanup";
    public const string Managed = Prefix + "managed";
    public const string Owner = Prefix + "owner";
    public const string Bucket = Prefix + "bucket";
    public const string OwnerKey = Prefix + "owner-key";
    public const string Applied = Prefix + "applied";
    public const string Entry = Prefix + "entry";
    public const string ManagedSince = Prefix + "managed-since";
    public const string GeneratedAt = Prefix + "generated-at";
    public const string GeneratedFor = Prefix + "generated-for";
    public const string ScaledAt = Prefix + "scaled-at";
    public const string Adopted = Prefix + "adopted";

    /// <summary>Label of a namespace: its share of the passes of a box, 1 to 100.</summary>
    public const string Weight = Prefix + "weight";

    /// <summary>Annotations of a custom resource, its namespace or its CRD: nothing is written while it is paused.</summary>
    public const string Pause = Prefix + "pause";
    public const string PauseUntil = Prefix + "pause-until";
    public const string PauseReason = Prefix + "pause-reason";

    /// <summary>Annotation of a custom resource: any new value makes a pass at once.</summary>
    public const string ResyncNow = Prefix + "resync-now";

    /// <summary>On a child that is not deleted with its custom resource: <c>orphan</c> or <c>retain</c>.</summary>
    public const string DeletionPolicy = Prefix + "deletion-policy";

    /// <summary>On a custom resource: since when it is to be deleted.</summary>
    public const string CleanupPendingSince = Prefix + "cleanup-pending-since";

    /// <summary>On a custom resource: which of its labels are of its entry.</summary>
    public const string Labels = Prefix + "labels";

    /// <summary>On a custom resource that is being deleted: how far its deletion has come.</summary>
    public const string DeletionStage = Prefix + "deletion-stage";

    /// <summary>On a custom resource: the last spec that worked, deflated, in base64.</summary>
    public const string LastGoodSpec = Prefix + "last-good-spec";

    /// <summary>On a custom resource: the hash of the spec in whose place the last spec that worked is.</summary>
    public const string RolledBack = Prefix + "rolled-back";

    /// <summary>On a CRD: the kinds of children that its boxes make or ever made.</summary>
    public const string ChildKinds = Prefix + "child-kinds";

    /// <summary>On a CRD: the revision of each entry whose pruning is done.</summary>
    public const string Definitions = Prefix + "definitions";

    /// <summary>On a CRD or a Katalog: revisions that may prune in as many custom resources as they will.</summary>
    public const string AcceptPrune = Prefix + "accept-prune";

    public const string ManagedBy = "managed-by";
    public const string OrkestraOwner = "orkestra-owner";
    public const string ManagedByValue = "orkestra";

    /// <summary>Selects every child of every box.</summary>
    public const string ManagedSelector = Managed + "=true";

    private const string Prefix = "orkestra.orkspace.io/";
    private const string HashVersion = "v1:";
    private const int MaxLabelLength = 63;

    /// <summary>Writes the stamps and, if the owner can own it, the controller reference onto a desired child. The hash covers all but itself and the time.</summary>
    /// <returns>The hash of the desired object.</returns>
    public static ulong Write(JsonObject child, string entryPath, StampedOwner owner, bool ownerReference, DateTimeOffset managedSince)
    {
        var metadata = child.Section("metadata");
        var labels = metadata.Section("labels");
        labels[Managed] = "true";
        labels[Owner] = owner.Hash;
        labels[Bucket] = OwnerHash.Bucket(owner.Hash).ToString(CultureInfo.InvariantCulture);
        labels[ManagedBy] = ManagedByValue;
        labels[OrkestraOwner] = Label(owner.Key.Name);
        var annotations = metadata.Section("annotations");
        annotations[OwnerKey] = owner.Key.OwnerKey;
        annotations[Entry] = entryPath;
        if (ownerReference)
            metadata["ownerReferences"] = new JsonArray(owner.ControllerReference());

        var hash = CanonicalJson.Hash(child);
        annotations[Applied] = HashVersion + hash.ToString("x16", CultureInfo.InvariantCulture);
        annotations[ManagedSince] = Time(managedSince);
        return hash;
    }

    /// <summary>The labels that children carry of ours.</summary>
    public static IReadOnlyList<string> ChildLabels { get; } = [Managed, Owner, Bucket, ManagedBy, OrkestraOwner];

    /// <summary>The annotations that children carry of ours.</summary>
    public static IReadOnlyList<string> ChildAnnotations { get; } = [OwnerKey, Applied, Entry, ManagedSince, Adopted, DeletionPolicy, GeneratedAt, GeneratedFor, ScaledAt];

    /// <summary>Says on a child that it is not deleted with its custom resource. Part of what is desired.</summary>
    public static void WriteDeletion(JsonObject child, ChildDeletion deletion)
    {
        if (deletion is not ChildDeletion.Delete)
            child.Section("metadata").Section("annotations")[DeletionPolicy] = deletion is ChildDeletion.Orphan ? "orphan" : "retain";
    }

    public static ChildDeletion ReadDeletion(string? annotation) => annotation switch
    {
        "orphan" => ChildDeletion.Orphan,
        "retain" => ChildDeletion.Retain,
        _ => ChildDeletion.Delete,
    };

    /// <summary>Says on a stamped child whose it was before; it stays said for as long as the child is ours.</summary>
    public static JsonObject MarkAdopted(JsonObject child, string from)
    {
        child.Section("metadata").Section("annotations")[Adopted] = from;
        return child;
    }

    /// <summary>Takes from a stamped child what was true only of the object that it was meant for.</summary>
    public static void Renew(JsonObject child, DateTimeOffset managedSince)
    {
        var metadata = child.Section("metadata");
        metadata.Remove("uid");
        var annotations = metadata.Section("annotations");
        annotations.Remove(Adopted);
        annotations[ManagedSince] = Time(managedSince);
    }

    /// <summary>The hash in an <see cref="Applied"/> annotation, or 0 when there is none that can be read.</summary>
    public static ulong ReadApplied(string? annotation) =>
        annotation is not null && annotation.StartsWith(HashVersion, StringComparison.Ordinal)
        && ulong.TryParse(annotation.AsSpan(HashVersion.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hash)
            ? hash
            : 0;

    public static DateTimeOffset? ReadManagedSince(string? annotation) =>
        DateTimeOffset.TryParse(annotation, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    /// <summary>Whether an object says that it belongs to this custom resource: stamped by us for it, or made for it by the Go implementation.</summary>
    public static bool BelongsTo(JsonObject live, StampedOwner owner)
    {
        var controller = live.ControllerReference;
        if (controller is not null && !string.Equals(controller.Uid, owner.Uid, StringComparison.Ordinal))
            return false;
        if (string.Equals(live.Annotation(OwnerKey), owner.Key.OwnerKey, StringComparison.Ordinal))
            return true;
        return controller is not null
            && string.Equals(live.Label(ManagedBy), ManagedByValue, StringComparison.Ordinal)
            && string.Equals(live.Label(OrkestraOwner), Label(owner.Key.Name), StringComparison.Ordinal);
    }

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A name cut to what a label value may hold; it must end in a letter or digit.</summary>
    private static string Label(string name) => name.Length <= MaxLabelLength ? name : name[..MaxLabelLength].TrimEnd('-', '.', '_');

    private static JsonObject Section(this JsonObject parent, string name)
    {
        if (parent[name] is JsonObject section)
            return section;
        var made = new JsonObject();
        parent[name] = made;
        return made;
    }
}
