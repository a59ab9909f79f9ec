using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Configuration;
using Xunit;

namespace Orkestra.Kubernetes.Tests.Configuration;

/// <summary>A client over a connection, for asking a test server who it sees.</summary>
internal sealed class Session : IDisposable
{
    private readonly HttpMessageHandler _handler;
    private readonly KubernetesClient _client;

    public Session(ClusterConnection connection)
    {
        _handler = connection.CreateHandler();
        _client = new KubernetesClient(_handler, connection.Server, new RequestCounter(), TimeProvider.System, new KubernetesClientOptions { MaxConnectionRetries = 0 });
    }

    public Task<JsonObject> AskAsync() => _client.GetPathAsync("/who", TestContext.Current.CancellationToken);

    public async Task<string?> AuthorizationAsync() => (string?)(await AskAsync())["authorization"];

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }
}
