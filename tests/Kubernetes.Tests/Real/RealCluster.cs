using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Configuration;
using Orkestra.Kubernetes.Objects;
using Orkestra.TestKit.Clusters;
using Orkestra.TestKit.ControlPlanes;
using Xunit;

[assembly: AssemblyFixture(typeof(RealClusterFixture))]

namespace Orkestra.Kubernetes.Tests.Real;

/// <summary>A client of the real API server and a namespace of its own for one test.</summary>
internal sealed class RealCluster : IAsyncDisposable
{
    private static int _namespaces;
    private readonly HttpMessageHandler _handler;

    private RealCluster(ITestCluster cluster, HttpMessageHandler handler, KubernetesClient client, string ns)
    {
        Cluster = cluster;
        _handler = handler;
        Client = client;
        Namespace = ns;
    }

    public ITestCluster Cluster { get; }

    public KubernetesClient Client { get; }

    public string Namespace { get; }

    public static async Task<RealCluster> ConnectAsync(ITestCluster cluster, CancellationToken cancellationToken, KubernetesClientOptions? options = null)
    {
        var handler = ClusterConnection.WithToken(cluster.Address, cluster.CaCertificate, cluster.Token(TestUsers.Admin)).CreateHandler();
        var client = new KubernetesClient(handler, cluster.Address, new RequestCounter(), TimeProvider.System, options ?? new KubernetesClientOptions());
        var ns = $"kube-{Interlocked.Increment(ref _namespaces)}";
        await client.CreateAsync(Fakes.Some.Namespaces, Json.Object($$$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{{{ns}}}"}}"""), WriteOptions.None, cancellationToken);
        return new RealCluster(cluster, handler, client, ns);
    }

    public ObjectName Named(string name) => new(Namespace, name);

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        _handler.Dispose();
        return ValueTask.CompletedTask;
    }
}
