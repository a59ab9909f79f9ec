using Orkestra.Katalog.Diagnostics;

namespace Orkestra.Katalog.Simulation;

/// <summary>What loading a Simulate file gave.</summary>
/// <param name="Definition">Null when any diagnostic is an error.</param>
/// <param name="Diagnostics">Every finding, in the order of the places.</param>
public sealed record SimulateLoadResult(SimulateDefinition? Definition, IReadOnlyList<Diagnostic> Diagnostics);
