using Orkestra.TestKit.DevClusters;
using Xunit;

namespace Orkestra.Silo.Tests.Rig;

/// <summary>One DevCluster for a test class.</summary>
public sealed class DevClusterForTests : IAsyncLifetime
{
    private DevClusterFixture? _cluster;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async Task<DevClusterFixture> ClusterAsync() => _cluster ??= await DevClusterFixture.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
            await _cluster.DisposeAsync();
    }
}
