using Orkestra.TestKit.ControlPlanes;
using Xunit;

namespace Orkestra.Silo.Tests.Rig;

/// <summary>One real API server for a test class that kills it.</summary>
public sealed class ApiServerForTests : IAsyncLifetime
{
    private ControlPlane? _cluster;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async Task<ControlPlane> ClusterAsync() => _cluster ??= await RealClusterFixture.StartOwnAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
            await _cluster.DisposeAsync();
    }
}
