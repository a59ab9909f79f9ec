using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Model;

namespace Orkestra.Katalog.Simulation;

/// <summary>A loaded <c>Simulate</c> file: a Katalog, custom resources, and what must happen to them.</summary>
public sealed record SimulateDefinition
{
    /// <summary><c>metadata.name</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What the file says of itself; reports have it.</summary>
    public DefinitionAbout? About { get; init; }

    /// <summary>Where the file begins.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>The Katalog or Komposer; null in a suite that has only <see cref="Imports"/>.</summary>
    public SourceReference? Katalog { get; init; }

    /// <summary>CustomResourceDefinitions: <c>crd</c>, then <c>crdFiles</c>.</summary>
    public IReadOnlyList<SourceReference> CrdFiles { get; init; } = [];

    /// <summary>Custom resources: <c>cr</c>, then <c>crFiles</c>. Empty: the samples of the Katalog.</summary>
    public IReadOnlyList<SourceReference> CrFiles { get; init; } = [];

    /// <summary>How many reconcile cycles there are at most.</summary>
    public int Cycles { get; init; } = 10;

    /// <summary>True: external calls are left out.</summary>
    public bool SkipExternal { get; init; }

    /// <summary>What external calls are answered; of several that fit the last one counts, and where none does 200 with an empty object.</summary>
    public IReadOnlyList<ScriptedAnswer> External { get; init; } = [];

    /// <summary>The serve target that is simulated; null: none.</summary>
    public string? Target { get; init; }

    /// <summary>What is expected of all entries together; null: the file has no <c>expect</c>, and the operations are only shown.</summary>
    public SimulateExpectation? Expect { get; init; }

    /// <summary>What is expected of single entries, by the name of the entry.</summary>
    public IReadOnlyDictionary<string, SimulateExpectation> ExpectOfEntries { get; init; } = new Dictionary<string, SimulateExpectation>(StringComparer.Ordinal);

    /// <summary>Other Simulate files that are run with this one.</summary>
    public IReadOnlyList<SourceReference> Imports { get; init; } = [];
}
