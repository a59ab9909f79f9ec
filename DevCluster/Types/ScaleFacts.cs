namespace Orkestra.DevCluster.Types;

/// <summary>The scale subresource: dot paths without a leading dot, as in "spec.replicas".</summary>
/// <param name="SpecReplicasPath">Where the wanted number is.</param>
/// <param name="StatusReplicasPath">Where the observed number is.</param>
/// <param name="SelectorPath">A label selector object (built-in workloads), or a string (CRDs); null when there is none.</param>
internal sealed record ScaleFacts(string SpecReplicasPath, string StatusReplicasPath, string? SelectorPath);
