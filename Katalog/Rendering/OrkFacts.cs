using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Rendering;

/// <summary>What templates read under <c>.ork</c>. One for a process: all evaluations share it.</summary>
/// <param name="inCluster">Whether this process runs inside a cluster.</param>
/// <param name="ns">The namespace that it runs in; null outside.</param>
/// <param name="version">Its version.</param>
public sealed class OrkFacts(bool inCluster, string? ns, string version)
{
    /// <summary>The value of the variable; only read.</summary>
    internal JsonObject Variable { get; } = new() { ["inCluster"] = inCluster, ["namespace"] = ns ?? "", ["version"] = version };
}
