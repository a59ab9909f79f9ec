using Orkestra.TestKit.Clusters;
using Orkestra.TestKit.ControlPlanes;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

public sealed class EnrichOnApiServer(RealClusterFixture real) : EnrichTests
{
    protected override async Task<ITestCluster> ClusterAsync() => await real.ClusterAsync(TestContext.Current.CancellationToken);
}
