using Orkestra.Grains.Cross;
using Orkestra.Grains.Fleet;
using Orkestra.Grains.Interfaces.Identity;
using Orkestra.Grains.Passes;
using Orkestra.Grains.Storage;
using Orkestra.Grains.Watching;
using Orkestra.Katalog.Model;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Boxes;

/// <summary>What a pass needs to know of the box it runs for. Valid while the CRD is served and the definition is the present one.</summary>
/// <param name="Cluster">Name of the Kubernetes cluster.</param>
/// <param name="Entry">The definition.</param>
/// <param name="Resource">The watched resource.</param>
/// <param name="Store">The custom resources of the box.</param>
/// <param name="Status">Where the status of a custom resource goes, and what its schema keeps of it; asked at each pass, because a CRD can change.</param>
internal sealed record BoxContext(string Cluster, CrdEntry Entry, ApiResource Resource, BoxStore Store, Func<StatusTarget> Status)
{
    /// <summary>The kinds of its children.</summary>
    public required ChildKinds Kinds { get; init; }

    /// <summary>What changed of its custom resources; null where its gates do not ask.</summary>
    public ChangeBook? Changes { get; init; } = Entry.ReadsChanges ? new ChangeBook(Entry) : null;

    /// <summary>The events that it observes.</summary>
    public EventBook Events { get; init; } = new(key => Store.Find(key) is not null);

    /// <summary>What it reads of other boxes.</summary>
    public required CrossDirectory Cross { get; init; }

    /// <summary>Which of its children a changed definition may delete.</summary>
    public required PruneGuard Prunes { get; init; }

    /// <summary>Runs its passes, within its budget of requests.</summary>
    public required Pass Pass { get; init; }

    /// <summary>Which children two custom resources want.</summary>
    public required Contentions Contentions { get; init; }

    /// <summary>Whether it watches objects of this type.</summary>
    public bool Watches(CustomResourceKey key) =>
        string.Equals(key.Kind, Resource.Kind, StringComparison.Ordinal)
        && string.Equals(key.Group, Resource.Group, StringComparison.Ordinal)
        && string.Equals(key.Cluster, Cluster, StringComparison.Ordinal);
}
