using System.Collections.Immutable;

namespace Orkestra.Katalog.Gates;

/// <summary>The names of the ready-made answers to "what changed", which gates read.</summary>
public static class Sentinels
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        "generationChanged", "labelsChanged", "annotationsChanged", "deletionStarted", "finalizersChanged", "nameChanged", "namespaceChanged", "generateNameChanged", "uidChanged",
        "resourceVersionChanged", "creationTimestampChanged", "deletionGracePeriodSecondsChanged", "ownerReferenceChanged", "managedFieldsChanged",
    ];
}
