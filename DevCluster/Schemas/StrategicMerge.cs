namespace Orkestra.DevCluster.Schemas;

/// <summary>How a strategic merge patch treats a field (x-kubernetes-patch-strategy, x-kubernetes-patch-merge-key).</summary>
/// <param name="Merge">A list is merged, not replaced.</param>
/// <param name="MergeKey">The property by which objects in a merged list are told apart; null for scalars.</param>
/// <param name="Replace">An object is replaced, not merged.</param>
/// <param name="RetainKeys">The patch may name with $retainKeys the only keys that stay.</param>
internal sealed record StrategicMerge(bool Merge, string? MergeKey = null, bool Replace = false, bool RetainKeys = false);
