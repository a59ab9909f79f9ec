using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Model;

namespace Orkestra.Katalog.Loading;

/// <summary>What loading gave.</summary>
/// <param name="Katalog">The definition; null when any diagnostic is an error.</param>
/// <param name="Diagnostics">Every finding, in the order of the places.</param>
public sealed record LoadResult(KatalogDefinition? Katalog, IReadOnlyList<Diagnostic> Diagnostics);
