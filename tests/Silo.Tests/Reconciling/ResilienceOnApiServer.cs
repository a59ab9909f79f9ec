using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Clusters;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>On a server of its own: it is killed.</summary>
public sealed class ResilienceOnApiServer(ApiServerForTests cluster) : ResilienceTests, IClassFixture<ApiServerForTests>
{
    protected override async Task<ITestCluster> ClusterAsync() => await cluster.ClusterAsync();
}
