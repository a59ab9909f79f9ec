using Orkestra.TestKit.Clusters;
using Orkestra.TestKit.DevClusters;

namespace Orkestra.DevCluster.Tests.Conformance.Harness;

/// <summary>One DevCluster for the assembly, started when the first case asks for it.</summary>
public sealed class SharedDevCluster : IAsyncLifetime
{
    private readonly SemaphoreSlim _starting = new(1);
    private DevClusterFixture? _cluster;

    public async Task<ITestCluster> ClusterAsync(CancellationToken cancellationToken)
    {
        await _starting.WaitAsync(cancellationToken);
        try
        {
            // The first case's end must not end the cluster.
            return _cluster ??= await DevClusterFixture.StartAsync(CancellationToken.None);
        }
        finally
        {
            _starting.Release();
        }
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
            await _cluster.DisposeAsync();
        _starting.Dispose();
    }
}
