using Orkestra.DevCluster.Tests.Conformance.Harness;

namespace Orkestra.DevCluster.Tests.Serving;

/// <summary>A server without a socket and the admin's way to it.</summary>
internal sealed class MemoryCluster : IAsyncDisposable
{
    private MemoryCluster(DevClusterServer server)
    {
        Server = server;
        Api = Client("admin");
    }

    public DevClusterServer Server { get; }
    public Api Api { get; }

    public static async Task<MemoryCluster> StartAsync(DevClusterOptions? options = null) =>
        new(await DevClusterServer.StartAsync((options ?? new DevClusterOptions()) with { Listen = false }, TestContext.Current.CancellationToken));

    public Api Client(string user) => new(new HttpClient(Server.CreateHandler(user)) { BaseAddress = Server.Address });

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Server.DisposeAsync();
    }
}
