using Orkestra.Katalog.Diagnostics;

namespace Orkestra.Katalog.Loading;

/// <summary>What reading a file of objects gave.</summary>
/// <param name="Manifests">The objects in file order; those before a syntax error too.</param>
/// <param name="Diagnostics">What is wrong with the file.</param>
/// <param name="Reference">The full reference of what was read: what relative references inside it start from.</param>
public sealed record ManifestResult(IReadOnlyList<Manifest> Manifests, IReadOnlyList<Diagnostic> Diagnostics, string Reference);
