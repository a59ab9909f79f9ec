using Orkestra.TestKit.Clusters;
using Orkestra.TestKit.ControlPlanes;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

public sealed class RemoteOnApiServer(RealClusterFixture real) : RemoteTests
{
    protected override async Task<ITestCluster> ClusterAsync() => await real.ClusterAsync(TestContext.Current.CancellationToken);
}
