using Orkestra.TestKit.Clusters;

namespace Orkestra.DevCluster.Tests.Conformance.Harness;

/// <summary>Gives the cluster that an area runs on; the first call starts it, or skips the test where it cannot be had.</summary>
public delegate Task<ITestCluster> ClusterSource(CancellationToken cancellationToken);
