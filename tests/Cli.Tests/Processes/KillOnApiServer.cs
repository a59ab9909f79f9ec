using Orkestra.TestKit.Clusters;
using Orkestra.TestKit.ControlPlanes;
using Xunit;

namespace Orkestra.Cli.Tests.Processes;

public sealed class KillOnApiServer : KillTests
{
    protected override async Task<ITestCluster> StartAsync() => await RealClusterFixture.StartOwnAsync(TestContext.Current.CancellationToken);
}
