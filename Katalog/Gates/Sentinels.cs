using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Gates;

/// <summary>The ready-made answers to "what changed", which gates read.</summary>
public static class Sentinels
{
    private const string ManagedFields = "managedFieldsChanged";

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        "generationChanged", "labelsChanged", "annotationsChanged", "deletionStarted", "finalizersChanged", "nameChanged", "namespaceChanged", "generateNameChanged", "uidChanged",
        "resourceVersionChanged", "creationTimestampChanged", "deletionGracePeriodSecondsChanged", "ownerReferenceChanged", ManagedFields,
    ];

    /// <summary>What differs between two states of an object.</summary>
    /// <param name="before">The older state; null, or another object: everything that the newer one has is new.</param>
    /// <param name="now">The newer state.</param>
    public static IReadOnlySet<string> Of(JsonObject? before, JsonObject now)
    {
        ArgumentNullException.ThrowIfNull(now);
        var (old, latest) = (before?["metadata"] as JsonObject, now["metadata"] as JsonObject);
        if (old is null || !JsonNode.DeepEquals(old["uid"], latest?["uid"]))
            return latest?["deletionTimestamp"] is null ? Names.Remove("deletionStarted", StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal) : Names.ToHashSet(StringComparer.Ordinal);
        var changed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in Names)
        {
            if (!JsonNode.DeepEquals(old[FieldOf(name)], latest?[FieldOf(name)]))
                changed.Add(name);
        }

        return changed;
    }

    /// <summary>Managed fields are not kept; every write changes them, and the resource version with them.</summary>
    private static string FieldOf(string sentinel) => sentinel switch
    {
        "deletionStarted" => "deletionTimestamp",
        "ownerReferenceChanged" => "ownerReferences",
        ManagedFields => "resourceVersion",
        _ => sentinel[..^"Changed".Length],
    };
}
