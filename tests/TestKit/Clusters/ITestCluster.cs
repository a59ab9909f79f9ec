using System.Security.Cryptography.X509Certificates;

namespace Orkestra.TestKit.Clusters;

/// <summary>A Kubernetes API for a test: the DevCluster or a real kube-apiserver. A suite written against this runs on both.</summary>
public interface ITestCluster : IAsyncDisposable
{
    /// <summary>What a test report calls it: <c>DevCluster</c> or <c>kube-apiserver 1.20.2</c>.</summary>
    string Name { get; }

    /// <summary>The version that <c>/version</c> tells, e.g. 1.20.2.</summary>
    Version ServerVersion { get; }

    /// <summary>Base address, https on 127.0.0.1. It survives a restart.</summary>
    Uri Address { get; }

    /// <summary>The authority that signed the server's certificate.</summary>
    X509Certificate2 CaCertificate { get; }

    /// <summary>The bearer token of one of <see cref="TestUsers"/>.</summary>
    string Token(string user);

    /// <summary>A client with base address, token and the cluster's CA set. The caller disposes it.</summary>
    HttpClient CreateHttpClient(string user);

    /// <summary>The path of a kubeconfig file (mode 0600) for the user; gone with the cluster.</summary>
    string KubeconfigPath(string user);

    /// <summary>A place in the server's record of requests, to count from.</summary>
    RequestMark MarkRequests();

    /// <summary>What the user sent since the mark, as the server counted it, in the order of completion. A watch appears once, when it starts.</summary>
    Task<IReadOnlyList<ServerRequest>> RequestsAsync(string user, RequestMark since, CancellationToken cancellationToken);

    /// <summary>The API server is killed and started again on the same address with its data.</summary>
    Task RestartAsync(CancellationToken cancellationToken);
}
