using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Clusters;
using Orkestra.TestKit.ControlPlanes;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

public sealed class ReloadsOnApiServer(RealClusterFixture real) : ReloadTests
{
    protected override async Task<ITestCluster> ClusterAsync() => await real.ClusterAsync(TestContext.Current.CancellationToken);
}
