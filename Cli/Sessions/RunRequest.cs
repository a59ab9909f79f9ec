using Orkestra.Cli.Sources;

namespace Orkestra.Cli.Sessions;

/// <summary>What <c>ork run</c> was asked.</summary>
/// <param name="Files">The definitions; empty for the default file.</param>
/// <param name="Kubeconfig">Path of the kubeconfig, or null for kubectl's rules.</param>
/// <param name="Context">Context of the kubeconfig, or null for its current one.</param>
/// <param name="ConfigMap">A ConfigMap that a definition is in, besides the files; null: none.</param>
/// <param name="Apply">Apply CRDs and sample objects first.</param>
internal sealed record RunRequest(IReadOnlyList<string> Files, string? Kubeconfig, string? Context, ConfigMapReference? ConfigMap, bool Apply);
