namespace Orkestra.Katalog.Rendering;

/// <summary>What templates read under <c>.ork</c>.</summary>
/// <param name="InCluster">Whether this process runs inside a cluster.</param>
/// <param name="Namespace">The namespace that it runs in; null outside.</param>
/// <param name="Version">Its version.</param>
public sealed record OrkFacts(bool InCluster, string? Namespace, string Version);
