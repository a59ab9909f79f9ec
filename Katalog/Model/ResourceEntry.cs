using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Rendering;

namespace Orkestra.Katalog.Model;

/// <summary>One declared child of a custom resource; with <c>forEach</c> one declaration of several.</summary>
public sealed record ResourceEntry
{
    /// <summary>Where it is declared below the operator box, the same for every spelling: <c>onCreate.deployments[0]</c>. Children are stamped with it.</summary>
    public required string Path { get; init; }

    /// <summary>Where it is in the file.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>The key of its list: <c>deployments</c>, <c>services</c>, <c>custom</c>, ….</summary>
    public required string Key { get; init; }

    /// <summary>What it makes; null when that is a template.</summary>
    public KindReference? Kind { get; init; }

    /// <summary>What happens to a child that exists already.</summary>
    public required ApplyMode Mode { get; init; }

    /// <summary>True: its children are deleted also when it is only switched off, and whatever their kind.</summary>
    public bool Prune { get; init; }

    /// <summary>True: an object of that name that somebody else made is taken over.</summary>
    public bool Adopt { get; init; }

    /// <summary>True: a secret whose values are made once and kept. Its live values are never rendered anew, and it is not pruned without <see cref="Prune"/>.</summary>
    public bool Once { get; init; }

    /// <summary>How the number of pods changes by conditions; null: it does not.</summary>
    public WorkloadAutoscale? Autoscale { get; init; }

    /// <summary>What becomes of the child when the custom resource is deleted.</summary>
    public ChildDeletion Deletion { get; init; }

    /// <summary>How long a change of the child is put off; null: it is made at once.</summary>
    public TimeSpan? Sleep { get; init; }

    /// <summary>Whether applies take fields over from other managers.</summary>
    public bool ForceConflict { get; init; } = true;

    /// <summary>The compiled part; without it (an entry made by hand) the entry yields nothing.</summary>
    internal ChildBody? Body { get; init; }

    /// <summary>True: the object is written in its native form, at the version that it names and no other.</summary>
    public bool IsNative => IsCustom || string.Equals(Key, "resources", StringComparison.Ordinal);

    /// <summary>True: made by a <c>custom</c> entry.</summary>
    public bool IsCustom => string.Equals(Key, "custom", StringComparison.Ordinal);
}
