using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Model;

namespace Orkestra.Katalog.EndToEnd;

/// <summary>A loaded <c>E2E</c> file: a Katalog that is run against a cluster, and what must come true there.</summary>
public sealed record E2EDefinition
{
    /// <summary><c>metadata.name</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What the file says of itself besides.</summary>
    public required DefinitionAbout About { get; init; }

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

    /// <summary>Whether an operator that is in the cluster already is tested: no observer is started.</summary>
    public bool TestsForeignOperator { get; init; }

    /// <summary>What must be there first.</summary>
    public E2ESetup Setup { get; init; } = E2ESetup.None;

    /// <summary>The steps, in order.</summary>
    public IReadOnlyList<E2EStep> Steps { get; init; } = [];

    /// <summary>What is shown when any step fails.</summary>
    public E2EDiagnosis OnFailure { get; init; } = E2EDiagnosis.None;

    /// <summary>Other E2E files that are run with this one.</summary>
    public IReadOnlyList<E2EImport> Imports { get; init; } = [];
}
