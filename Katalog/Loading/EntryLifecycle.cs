using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Loading;

/// <summary>What an entry says of its custom resources besides their children, their status and their rules.</summary>
internal sealed record EntryLifecycle(
    CleanupDefinition? Cleanup, DeletionDefinition? Deletion, RollbackDefinition? Rollback, MapFragment? Labels, IReadOnlyList<EventDefinition> Events)
{
    /// <summary>What it reads that is no part of an object.</summary>
    public IReadOnlyList<TemplateReads> Reads => [.. LifecycleReads.Of(Deletion), .. LifecycleReads.Of(Events), .. LifecycleReads.Of(Cleanup), .. LabelReads];

    /// <summary>What its labels read.</summary>
    public IReadOnlyList<TemplateReads> LabelReads => [.. LifecycleReads.Of(Labels)];

    /// <summary>The resource entries in it.</summary>
    public IReadOnlyList<ResourceEntry> Resources => [.. Deletion?.Resources ?? [], .. Deletion?.Groups.SelectMany(group => group.Members) ?? [], .. Rollback?.Resources ?? []];

    public CrdEntry AddTo(CrdEntry entry) => entry with { Cleanup = Cleanup, Deletion = Deletion, Rollback = Rollback, Labels = Labels, Events = Events };
}
