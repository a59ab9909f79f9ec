using System.Text.Json.Nodes;
using Orkestra.Cli.Examples;
using Orkestra.Cli.Simulation;
using Orkestra.DevCluster;
using Orkestra.Katalog.Model;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Cli.Templating;

/// <summary>A Kubernetes API in this process that knows what it serves, and what it makes of a custom resource.</summary>
internal sealed class Scopes : IAsyncDisposable
{
    private readonly DevClusterServer _server;
    private readonly HttpMessageHandler _handler;
    private readonly KubernetesClient _client;
    private readonly DefinitionApplier _applier;
    private readonly HashSet<string> _defined = new(StringComparer.Ordinal);

    private Scopes(DevClusterServer server)
    {
        _server = server;
        _handler = server.CreateHandler("admin");
        _client = new KubernetesClient(_handler, server.Address, new RequestCounter(), TimeProvider.System, new KubernetesClientOptions { DiscoveryRefreshInterval = TimeSpan.Zero });
        _applier = new DefinitionApplier(_client, "default", TimeProvider.System, TextWriter.Null);
    }

    public static async Task<Scopes> StartAsync(CancellationToken cancellationToken) =>
        new(await DevClusterServer.StartAsync(new DevClusterOptions { Listen = false }, cancellationToken).ConfigureAwait(false));

    /// <summary>The resource of a kind; null when only a CRD could define it.</summary>
    public Task<ApiResource?> FindAsync(string apiVersion, string kind, CancellationToken cancellationToken) =>
        _client.Discovery.FindAsync(GroupVersionKind.Parse(apiVersion, kind), cancellationToken);

    /// <summary>The custom resource as an API server gives it to a pass: with the defaults of its CRD, and with the status that it came with.</summary>
    /// <exception cref="KubernetesApiException">The server refuses it, as one in a cluster would.</exception>
    public async Task<JsonObject> AdmitAsync(CrdEntry entry, JsonObject resource, CancellationToken cancellationToken)
    {
        var (group, kind) = (entry.Types.Group, entry.Types.Kind);
        if (_defined.Add($"{group}/{kind}") && await _client.Discovery.FindAsync(group, kind, cancellationToken).ConfigureAwait(false) is null)
            await _applier.ApplyCrdsAsync([entry.Crd ?? GeneratedCrd.Of(group, entry.Types.Version, kind, entry.Types.Plural, entry.Namespaced)], cancellationToken).ConfigureAwait(false);
        var given = resource["status"]?.DeepClone();
        var admitted = await _applier.ApplyAsync(resource, createNamespace: true, cancellationToken).ConfigureAwait(false);
        (admitted["metadata"] as JsonObject)?.Remove("managedFields");
        if (given is not null)
            admitted["status"] = given;
        return admitted;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _handler.Dispose();
        await _server.DisposeAsync().ConfigureAwait(false);
    }
}
