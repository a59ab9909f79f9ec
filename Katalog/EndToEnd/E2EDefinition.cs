using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;

namespace Orkestra.Katalog.EndToEnd;

/// <summary>A loaded <c>E2E</c> file: a Katalog that is run against a cluster, and what must come true there.</summary>
public sealed record E2EDefinition
{
    /// <summary><c>metadata.name</c>.</summary>
    public required string Name { get; init; }

    /// <summary><c>metadata.description</c>.</summary>
    public string? Description { get; init; }

    /// <summary>Where the file begins.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>The Katalog or Komposer; null in a suite that has only <see cref="Imports"/>.</summary>
    public SourceReference? Katalog { get; init; }

    /// <summary>CustomResourceDefinitions that are applied first.</summary>
    public IReadOnlyList<SourceReference> CrdFiles { get; init; } = [];

    /// <summary>Custom resources.</summary>
    public IReadOnlyList<SourceReference> CrFiles { get; init; } = [];

    /// <summary><c>kind</c> or <c>existing</c>.</summary>
    public string Provider { get; init; } = "kind";

    /// <summary>The name of the cluster.</summary>
    public string ClusterName { get; init; } = "ork-e2e";

    /// <summary>True: the cluster is kept and used again.</summary>
    public bool ReusesCluster { get; init; }

    /// <summary>Files that are applied before anything else.</summary>
    public IReadOnlyList<SourceReference> Setup { get; init; } = [];

    /// <summary>The steps, in order.</summary>
    public IReadOnlyList<E2EStep> Steps { get; init; } = [];

    /// <summary>Other E2E files that are run with this one.</summary>
    public IReadOnlyList<SourceReference> Imports { get; init; } = [];
}
