using Orkestra.DevCluster.Storage;

namespace Orkestra.DevCluster.Strategies;

/// <summary>What a strategy may need besides the object.</summary>
internal sealed record StrategyContext(ClusterStore Store, TimeProvider Clock, bool DryRun, string? Subresource);
