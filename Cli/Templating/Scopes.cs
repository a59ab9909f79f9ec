using Orkestra.DevCluster;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Cli.Templating;

/// <summary>What a Kubernetes API serves of the kinds that it has by itself, asked of one in this process.</summary>
internal sealed class Scopes : IAsyncDisposable
{
    private readonly DevClusterServer _server;
    private readonly HttpMessageHandler _handler;
    private readonly KubernetesClient _client;

    private Scopes(DevClusterServer server)
    {
        _server = server;
        _handler = server.CreateHandler("admin");
        _client = new KubernetesClient(_handler, server.Address, new RequestCounter(), TimeProvider.System, new KubernetesClientOptions());
    }

    public static async Task<Scopes> StartAsync(CancellationToken cancellationToken) =>
        new(await DevClusterServer.StartAsync(new DevClusterOptions { Listen = false }, cancellationToken).ConfigureAwait(false));

    /// <summary>The resource of a kind; null when only a CRD could define it.</summary>
    public Task<ApiResource?> FindAsync(string apiVersion, string kind, CancellationToken cancellationToken) =>
        _client.Discovery.FindAsync(GroupVersionKind.Parse(apiVersion, kind), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _handler.Dispose();
        await _server.DisposeAsync().ConfigureAwait(false);
    }
}
