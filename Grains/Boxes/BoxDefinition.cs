using Orkestra.Grains.Identity;
using Orkestra.Grains.Watching;
using Orkestra.Katalog.Dependencies;
using Orkestra.Katalog.Model;

namespace Orkestra.Grains.Boxes;

/// <summary>What a box runs: an entry, and what the rest of the Katalogs says of it. Never changed; a newer one takes its place (docs/decisions/099).</summary>
internal sealed class BoxDefinition
{
    private static readonly Projection JobEnd = Projection.Of([["status", "conditions"]]);

    private readonly Dictionary<string, ResourceEntry> _declared;
    private readonly bool _acceptsPrune;

    private BoxDefinition(CrdEntry entry, KatalogDefinition katalog, IReadOnlyList<Dependency> needs, IReadOnlyList<string> awaited)
    {
        Entry = entry;
        Katalog = katalog.Name;
        Needs = needs;
        Awaited = awaited;
        AcceptPrune = katalog.Annotations.GetValueOrDefault(Stamps.AcceptPrune);
        _acceptsPrune = DefinitionMarks.Accepts(AcceptPrune, entry.Revision);
        _declared = entry.Declared.ToDictionary(resource => resource.Path, StringComparer.Ordinal);
    }

    public CrdEntry Entry { get; }

    /// <summary>Name of its Katalog.</summary>
    public string Katalog { get; }

    /// <summary>What other boxes have to be before this one begins; entries that another observer reconciles are left out.</summary>
    public IReadOnlyList<Dependency> Needs { get; }

    /// <summary>Entries that this one needs and that no definition has: while there are any, the box does not begin.</summary>
    public IReadOnlyList<string> Awaited { get; }

    /// <summary>What the Katalog accepts to be pruned.</summary>
    public string? AcceptPrune { get; }

    /// <summary>Those of every enabled entry.</summary>
    public static IReadOnlyList<BoxDefinition> Of(IReadOnlyList<KatalogDefinition> katalogs)
    {
        var all = katalogs.SelectMany(katalog => katalog.Entries).ToList();
        var names = all.Select(entry => entry.Name).ToHashSet(StringComparer.Ordinal);
        var elsewhere = all.Where(entry => entry.Conversion is { IsParticipant: true }).Select(entry => entry.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. katalogs.SelectMany(katalog => katalog.Entries.Where(entry => entry.Enabled), (katalog, entry) =>
                    new BoxDefinition(entry, katalog, [.. entry.DependsOn.Where(need => !elsewhere.Contains(need.Entry))], AwaitedBy(entry, names)))
                .OrderBy(definition => definition.Entry.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Nothing that a box does would be different.</summary>
    public bool IsSameAs(BoxDefinition other) =>
        string.Equals(Entry.Revision, other.Entry.Revision, StringComparison.Ordinal)
        && string.Equals(Katalog, other.Katalog, StringComparison.Ordinal)
        && _acceptsPrune == other._acceptsPrune
        && CanTakeOverFrom(other);

    /// <summary>A box that runs the other one can go on with this one: it watches the same, and waits for the same.</summary>
    public bool CanTakeOverFrom(BoxDefinition running)
    {
        var (now, before) = (Entry, running.Entry);
        return now.Types == before.Types
            && now.Namespaced == before.Namespaced
            && string.Equals(now.Namespace, before.Namespace, StringComparison.Ordinal)
            && string.Equals(now.LabelSelector, before.LabelSelector, StringComparison.Ordinal)
            && string.Equals(now.FieldSelector, before.FieldSelector, StringComparison.Ordinal)
            && Needs.Select(Text).SequenceEqual(running.Needs.Select(Text), StringComparer.Ordinal)
            && Awaited.SequenceEqual(running.Awaited, StringComparer.Ordinal);
    }

    /// <summary>What is read of a child of this kind that carries this entry stamp.</summary>
    public Projection OfChild(string entryPath, string kind) => OfChild(kind, _declared.TryGetValue(entryPath, out var entry) && entry.IsCustom);

    /// <summary>It reads something of children of this kind that the other one does not read.</summary>
    public bool ReadsMoreOf(string kind, BoxDefinition other) => IsMore(OfChild(kind, false), other.OfChild(kind, false)) || IsMore(OfChild(kind, true), other.OfChild(kind, true));

    private static bool IsMore(Projection one, Projection other) =>
        !other.IsWhole && (one.IsWhole || !one.Union(other).Paths.SequenceEqual(other.Paths, EqualityComparer<IReadOnlyList<string>>.Create((a, b) => a!.SequenceEqual(b!, StringComparer.Ordinal), _ => 0)));

    private static string Text(Dependency need) => $"{need.Entry} {need.Condition}";

    /// <summary>What another runtime has is not known here.</summary>
    private static IReadOnlyList<string> AwaitedBy(CrdEntry entry, HashSet<string> names) =>
    [
        .. entry.DependsOn.Select(dependency => dependency.Entry)
            .Concat(entry.Cross.Where(read => read.Host is null).Select(read => read.Entry).OfType<string>())
            .Where(name => !names.Contains(name))
            .Distinct(StringComparer.Ordinal),
    ];

    private Projection OfChild(string kind, bool isCustom)
    {
        var read = Entry.Reads.OfChild(kind, isCustom);
        // A deletion waits for the end of its jobs.
        return kind is "Job" && Entry.Deletion is { Resources.Count: > 0 } ? read.Union(JobEnd) : read;
    }
}
