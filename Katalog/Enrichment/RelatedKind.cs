using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Enrichment;

/// <summary>A kind of which objects are looked up, and what is kept of each.</summary>
public sealed class RelatedKind
{
    private readonly Func<JsonObject, JsonObject> _shown;

    private RelatedKind(string group, string version, string kind, string plural, bool namespaced, Func<JsonObject, JsonObject> shown) =>
        (Group, Version, Kind, Plural, Namespaced, _shown) = (group, version, kind, plural, namespaced, shown);

    internal static RelatedKind Pods { get; } = new("", "v1", "Pod", "pods", true, PodView.Of);

    internal static RelatedKind Warnings { get; } = new("", "v1", "Event", "events", true, static live => Parts(live, "reason", "message"))
    {
        FieldSelector = "type=Warning",
        OrderOf = static live => (string?)live["metadata"]?["creationTimestamp"] ?? "",
        AboutOf = static live => (string?)live["involvedObject"]?["uid"] is { Length: > 0 } uid ? [uid] : [],
    };

    internal static RelatedKind ReplicaSets { get; } = new("apps", "v1", "ReplicaSet", "replicasets", true, static live => Whole(live));

    internal static RelatedKind Endpoints { get; } = new("", "v1", "Endpoints", "endpoints", true, EndpointView.Of);

    internal static RelatedKind Claims { get; } = new("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", true, static live => Whole(live));

    internal static RelatedKind Volumes { get; } = new("", "v1", "PersistentVolume", "persistentvolumes", false, static live => Whole(live));

    internal static RelatedKind StorageClasses { get; } = new("storage.k8s.io", "v1", "StorageClass", "storageclasses", false, static live => Parts(Whole(live), "metadata", "provisioner", "reclaimPolicy", "volumeBindingMode", "allowVolumeExpansion", "parameters"));

    internal static RelatedKind Nodes { get; } = new("", "v1", "Node", "nodes", false, NodeView.Of);

    internal static RelatedKind Jobs { get; } = new("batch", "v1", "Job", "jobs", true, static live => Whole(live)) { OrderOf = static live => (string?)live["metadata"]?["creationTimestamp"] ?? "" };

    /// <summary>The group; empty: core.</summary>
    public string Group { get; }

    /// <summary>The version that is watched.</summary>
    public string Version { get; }

    /// <summary>As in <c>kind:</c>.</summary>
    public string Kind { get; }

    /// <summary>The resource name in URLs.</summary>
    public string Plural { get; }

    /// <summary>False: its objects are of the cluster.</summary>
    public bool Namespaced { get; }

    /// <summary>Which of them count; null: all.</summary>
    public string? FieldSelector { get; private init; }

    private Func<JsonObject, string> OrderOf { get; init; } = static _ => "";

    private Func<JsonObject, IReadOnlyList<string>> AboutOf { get; init; } = static live =>
        [.. (live["metadata"]?["ownerReferences"] as JsonArray ?? []).Select(owner => (string?)owner?["uid"]).OfType<string>()];

    /// <summary>What is kept of a live object.</summary>
    /// <param name="live">The whole object; it is not changed.</param>
    public RelatedObject Keep(JsonObject live)
    {
        ArgumentNullException.ThrowIfNull(live);
        return new RelatedObject(live, _shown(live), OrderOf(live), AboutOf(live));
    }

    /// <summary>All but what differs although nothing does.</summary>
    private static JsonObject Whole(JsonObject live)
    {
        var shown = (JsonObject)live.DeepClone();
        if (shown["metadata"] is JsonObject metadata)
        {
            metadata.Remove("managedFields");
            metadata.Remove("resourceVersion");
        }

        return shown;
    }

    private static JsonObject Parts(JsonObject live, params ReadOnlySpan<string> keys)
    {
        var shown = new JsonObject();
        foreach (var key in keys)
        {
            if (live[key] is { } value)
                shown[key] = value.DeepClone();
        }

        return shown;
    }
}
