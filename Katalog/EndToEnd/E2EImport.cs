using Orkestra.Katalog.Loading;

namespace Orkestra.Katalog.EndToEnd;

/// <summary>Another E2E file of a suite.</summary>
/// <param name="File">The file.</param>
/// <param name="FreshCluster">Whether it gets a cluster of its own; otherwise that of the suite.</param>
public sealed record E2EImport(SourceReference File, bool FreshCluster);
