using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using Orkestra.DevCluster;
using Orkestra.TestKit.Clusters;
using ServerRequest = Orkestra.TestKit.Clusters.ServerRequest;

namespace Orkestra.TestKit.DevClusters;

/// <summary>A DevCluster as a test cluster: with a socket, so that kubectl and other programs reach it too.</summary>
public sealed class DevClusterFixture : ITestCluster
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("devcluster-");

    private DevClusterFixture(DevClusterServer server) => Server = server;

    /// <summary>The server itself, for tests that cut watches or need a handler without a socket.</summary>
    public DevClusterServer Server { get; }

    /// <inheritdoc/>
    public string Name => "DevCluster";

    /// <inheritdoc/>
    public Version ServerVersion { get; } = new(1, 35, 0);

    /// <inheritdoc/>
    public Uri Address => Server.Address;

    /// <inheritdoc/>
    public X509Certificate2 CaCertificate => Server.CaCertificate;

    /// <summary>Starts one on a free port.</summary>
    public static async Task<DevClusterFixture> StartAsync(CancellationToken cancellationToken, DevClusterOptions? options = null) =>
        new(await DevClusterServer.StartAsync(options ?? new DevClusterOptions(), cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public string Token(string user) => Server.Token(user);

    /// <inheritdoc/>
    public HttpClient CreateHttpClient(string user)
    {
        var client = new HttpClient(CreateSocketHandler()) { BaseAddress = Address, Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token(user));
        return client;
    }

    /// <inheritdoc/>
    public string KubeconfigPath(string user)
    {
        var path = Path.Combine(_folder.FullName, $"{user}.kubeconfig");
        if (!File.Exists(path))
        {
            File.WriteAllText(path, Server.Kubeconfig(user));
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return path;
    }

    /// <inheritdoc/>
    public RequestMark MarkRequests() => new(Server.RequestCount);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ServerRequest>> RequestsAsync(string user, RequestMark since, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ServerRequest>>(
        [.. Server.RequestsSince(since.Position)
            .Where(request => string.Equals(request.User, user, StringComparison.Ordinal))
            .Select(request => new ServerRequest(
                request.User,
                request.Verb,
                request.Group,
                request.Resource,
                request.Subresource,
                request.Namespace,
                request.Name,
                request.StatusCode,
                request.Uri,
                request.UserAgent,
                request.At))]);

    /// <inheritdoc/>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await Server.StopServingAsync().ConfigureAwait(false);
        await Server.StartServingAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync().ConfigureAwait(false);
        _folder.Delete(recursive: true);
    }

    private SocketsHttpHandler CreateSocketHandler()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(CaCertificate);
        return new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = policy }, PooledConnectionLifetime = TimeSpan.FromMinutes(10), UseProxy = false };
    }
}
