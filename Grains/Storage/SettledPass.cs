using Orkestra.Grains.Passes;
using Orkestra.Katalog.Model;

namespace Orkestra.Grains.Storage;

/// <summary>What the last complete pass saw and found. Rendering is pure: while neither the entry, the custom resource nor a child has changed since,
/// and time decides about no child, rendering the children again would give the same objects and apply none.</summary>
internal sealed record SettledPass(CrdEntry Entry, string ResourceVersion, IReadOnlyList<ChildRecord> Children, PassReport Report)
{
    public bool Holds(CrdEntry entry, CustomResourceRecord record) =>
        !entry.Reads.ChildrenReadTime
        && !entry.Reads.ReadsSources
        && ReferenceEquals(Entry, entry)
        && ReferenceEquals(Children, record.Slot.Children)
        && string.Equals(ResourceVersion, record.ResourceVersion, StringComparison.Ordinal);
}
