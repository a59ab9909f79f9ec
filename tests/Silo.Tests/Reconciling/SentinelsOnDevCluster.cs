using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Clusters;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

public sealed class SentinelsOnDevCluster(DevClusterForTests cluster) : SentinelTests, IClassFixture<DevClusterForTests>
{
    protected override async Task<ITestCluster> ClusterAsync() => await cluster.ClusterAsync();
}
