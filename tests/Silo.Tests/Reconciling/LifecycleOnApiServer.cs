using Orkestra.TestKit.Clusters;
using Orkestra.TestKit.ControlPlanes;
using Orkestra.TestKit.Postgres;
using Xunit;

[assembly: AssemblyFixture(typeof(RealClusterFixture))]
[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace Orkestra.Silo.Tests.Reconciling;

public sealed class LifecycleOnApiServer(RealClusterFixture real) : LifecycleTests
{
    protected override async Task<ITestCluster> ClusterAsync() => await real.ClusterAsync(TestContext.Current.CancellationToken);
}
