using Orkestra.TestKit.Clusters;
using Xunit;

namespace Orkestra.Silo.Tests.Rig;

/// <summary>Tests that each have a world of their own, on whatever serves the Kubernetes API.</summary>
public abstract class WorldTests : IAsyncLifetime
{
    private protected World World { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync() => World = await World.CreateAsync(await ClusterAsync());

    public virtual async ValueTask DisposeAsync()
    {
        if (World is not null)
            await World.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<ITestCluster> ClusterAsync();
}
