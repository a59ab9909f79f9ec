using System.Security.Cryptography.X509Certificates;
using Orkestra.DevCluster.Lifecycle;
using Orkestra.DevCluster.Serving;

namespace Orkestra.DevCluster;

/// <summary>
/// A Kubernetes API in this process, in memory: what ordinary clients need of it for development and tests. Users are <c>admin</c>, <c>orkestra</c>, <c>gateway</c>,
/// <c>simulator</c> (all may do everything) and <c>guest</c> (nothing). It runs the garbage collector and the namespace and CRD controllers; nothing else acts by itself.
/// </summary>
public sealed class DevClusterServer : IAsyncDisposable
{
    private readonly SemaphoreSlim _serving = new(1, 1);
    private readonly DevClusterOptions _options;
    private readonly ClusterCore _core;
    private readonly ServerCertificates _certificates = ServerCertificates.Create();
    private readonly Users _users = new();
    private readonly ServingGate _gate = new();
    private KestrelHost? _host;
    private int _port;

    private DevClusterServer(DevClusterOptions options) => (_options, _core, _port) = (options, new ClusterCore(options), options.Port);

    /// <summary>The base address. Without <see cref="DevClusterOptions.Listen"/> nothing answers there, and clients of <see cref="CreateHandler"/> use it as a name only.</summary>
    public Uri Address => _options.Listen ? new Uri($"https://127.0.0.1:{_port}") : new Uri("https://devcluster.invalid");

    /// <summary>The authority of the server's certificate.</summary>
    public X509Certificate2 CaCertificate => _certificates.Authority;

    /// <summary>The last requests in the order of their completion.</summary>
    public IReadOnlyList<ServerRequest> Requests => _core.Log.Since(0);

    /// <summary>The number of the last request; see <see cref="RequestsSince"/>.</summary>
    public long RequestCount => _core.Log.Count;

    /// <summary>Starts a server with the namespaces that every cluster has.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<DevClusterServer> StartAsync(DevClusterOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var server = new DevClusterServer(options);
        try
        {
            await server.StartServingAsync(cancellationToken).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The bearer token of a user.</summary>
    /// <exception cref="ArgumentException">There is no such user.</exception>
    public string Token(string user) => _users.Token(user);

    /// <summary>The text of a kubeconfig for a user.</summary>
    /// <exception cref="ArgumentException">There is no such user.</exception>
    public string Kubeconfig(string user) => KubeconfigText.Of(Address, CaCertificate, user, Token(user));

    /// <summary>Carries requests of a user to the server without a socket. While the server does not serve it throws <see cref="HttpRequestException"/>.</summary>
    /// <exception cref="ArgumentException">There is no such user.</exception>
    public HttpMessageHandler CreateHandler(string user)
    {
        _ = _users.Token(user);
        return new InMemoryHandler(_core.Api, _gate, user, _options.Activity);
    }

    /// <summary>The requests after the one of that number, as far as they are remembered.</summary>
    public IReadOnlyList<ServerRequest> RequestsSince(long number) => _core.Log.Since(number);

    /// <summary>Cuts every connection and answers nothing until <see cref="StartServingAsync"/>. Data and history are kept.</summary>
    public async Task StopServingAsync()
    {
        await _serving.WaitAsync().ConfigureAwait(false);
        try
        {
            await _gate.CloseAsync().ConfigureAwait(false);
            if (_host is { } host)
            {
                _host = null;
                await host.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _serving.Release();
        }
    }

    /// <summary>Serves again on the same address.</summary>
    public async Task StartServingAsync(CancellationToken cancellationToken = default)
    {
        await _serving.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _gate.Open();
            if (!_options.Listen || _host is not null)
                return;
            _host = await KestrelHost.StartAsync(_core.Api, _users, _certificates.Server, _port, cancellationToken).ConfigureAwait(false);
            _port = _host.Port;
        }
        finally
        {
            _serving.Release();
        }
    }

    /// <summary>Ends every watch as a server does that wants its clients to come again.</summary>
    /// <param name="forgetHistory">Also forget all events: a watch that resumes from a revision before now is answered 410 Expired.</param>
    public async Task CutWatchesAsync(bool forgetHistory)
    {
        if (forgetHistory)
            _core.ForgetHistory();
        await _core.Cuts.CutAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopServingAsync().ConfigureAwait(false);
        await _core.DisposeAsync().ConfigureAwait(false);
        _gate.Dispose();
        _certificates.Dispose();
        _serving.Dispose();
    }
}
