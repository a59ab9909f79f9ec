using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Clusters;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

public sealed class ReloadsOnDevCluster(DevClusterForTests cluster) : ReloadTests, IClassFixture<DevClusterForTests>
{
    protected override async Task<ITestCluster> ClusterAsync() => await cluster.ClusterAsync();
}
