using Orkestra.Katalog.Diagnostics;

namespace Orkestra.Katalog.EndToEnd;

/// <summary>What loading an E2E file gave.</summary>
/// <param name="Definition">Null when any diagnostic is an error.</param>
/// <param name="Diagnostics">Every finding, in the order of the places.</param>
public sealed record E2ELoadResult(E2EDefinition? Definition, IReadOnlyList<Diagnostic> Diagnostics);
