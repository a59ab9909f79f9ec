using Orkestra.TestKit.Clusters;
using Orkestra.TestKit.DevClusters;
using Xunit;

namespace Orkestra.Cli.Tests.Processes;

public sealed class KillOnDevCluster : KillTests
{
    protected override async Task<ITestCluster> StartAsync() => await DevClusterFixture.StartAsync(TestContext.Current.CancellationToken);
}
