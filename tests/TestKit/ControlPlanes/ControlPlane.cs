using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Orkestra.TestKit.Clusters;
using Orkestra.TestKit.Tools;
using Xunit.v3;

namespace Orkestra.TestKit.ControlPlanes;

/// <summary>
/// A real etcd, kube-apiserver and kube-controller-manager (garbage collector and namespace controller, nothing else: no pod ever
/// runs) on free loopback ports. The garbage collector learns a new CRD within 30 s. Claims carry no protection finalizer.
/// </summary>
public sealed class ControlPlane : ITestCluster
{
    private const int Attempts = 3;
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(20);
    private readonly ControlPlaneBinaries _binaries;
    private readonly ControlPlaneFiles _files = new();
    private readonly ProcessNursery _nursery = new();
    private readonly AuditLog _audit;
    private readonly int _etcdPort = FreePort();
    private ServerProcess? _etcd;
    private ServerProcess? _apiServer;
    private ServerProcess? _controllerManager;

    private ControlPlane(ControlPlaneBinaries binaries)
    {
        _binaries = binaries;
        _audit = new AuditLog(_files.AuditLog);
        Address = new Uri($"https://127.0.0.1:{FreePort()}/");
    }

    /// <inheritdoc/>
    public string Name => $"kube-apiserver {ServerVersion}";

    /// <inheritdoc/>
    public Version ServerVersion { get; private set; } = new(0, 0);

    /// <inheritdoc/>
    public Uri Address { get; }

    /// <inheritdoc/>
    public X509Certificate2 CaCertificate => _files.CaCertificate;

    /// <summary>The programs that it was started from; kubectl and helm lie beside them.</summary>
    public ControlPlaneBinaries Binaries => _binaries;

    /// <summary>Starts all three and waits until <c>/readyz</c> says ok.</summary>
    /// <exception cref="ControlPlaneException">It did not get ready; the message has the end of the log.</exception>
    public static async Task<ControlPlane> StartAsync(ControlPlaneBinaries binaries, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var plane = new ControlPlane(binaries);
            try
            {
                await plane.StartAllAsync(cancellationToken).ConfigureAwait(false);
                return plane;
            }
            catch (ControlPlaneException) when (attempt < Attempts)
            {
                // Another process may have taken a port between its choice and its use; a new plane chooses anew.
                await plane.DisposeAsync().ConfigureAwait(false);
            }
            catch
            {
                await plane.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    /// <inheritdoc/>
    public string Token(string user) => _files.Token(user);

    /// <inheritdoc/>
    public string KubeconfigPath(string user) => _files.Kubeconfig(user, Address);

    /// <inheritdoc/>
    public HttpClient CreateHttpClient(string user)
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(CaCertificate);
        var handler = new SocketsHttpHandler { UseProxy = false, SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust } };
        var client = new HttpClient(handler) { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token(user));
        return client;
    }

    /// <inheritdoc/>
    public RequestMark MarkRequests() => _audit.Mark();

    /// <inheritdoc/>
    public Task<IReadOnlyList<ServerRequest>> RequestsAsync(string user, RequestMark since, CancellationToken cancellationToken) =>
        _audit.ReadAsync(user, since, cancellationToken);

    /// <summary>Runs kubectl as the user, with its cache in the cluster's folder. Skips the test where there is no kubectl.</summary>
    public Task<ToolResult> KubectlAsync(string user, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunToolAsync(_binaries.Kubectl, "kubectl", user, arguments, cancellationToken);

    /// <summary>Runs helm as the user, with its caches in the cluster's folder. Skips the test where there is no helm.</summary>
    public Task<ToolResult> HelmAsync(string user, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunToolAsync(_binaries.Helm, "helm", user, arguments, cancellationToken);

    /// <summary>Ends the API server: at once (kill -9), or as an orderly shutdown that lets requests in flight finish.</summary>
    public async Task StopApiServerAsync(bool graceful = false)
    {
        if (_apiServer is not { } server)
            return;
        _apiServer = null;
        if (graceful)
            await server.TerminateAsync(StopPatience).ConfigureAwait(false);
        await server.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Starts the API server again, on the same address and data, and waits until it is ready.</summary>
    /// <exception cref="ControlPlaneException">It did not get ready; the message has the end of the log.</exception>
    public async Task StartApiServerAsync(CancellationToken cancellationToken)
    {
        if (_apiServer is not null)
            throw new InvalidOperationException("the API server runs already");
        _apiServer = await LaunchAsync(_binaries.ApiServer, ControlPlaneArguments.ApiServer(_files, _etcdPort, Address.Port)).ConfigureAwait(false);
        using var client = CreateHttpClient(TestUsers.Admin);
        await WaitUntilReadyAsync(client, _apiServer, new Uri(Address, "readyz"), cancellationToken).ConfigureAwait(false);
        // A server says that it is ready before it has made the namespace that everybody expects.
        await WaitUntilReadyAsync(client, _apiServer, new Uri(Address, "api/v1/namespaces/default"), cancellationToken).ConfigureAwait(false);
        ServerVersion = await ReadVersionAsync(client, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await StopApiServerAsync().ConfigureAwait(false);
        await StartApiServerAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends its own processes and removes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var server in new[] { _controllerManager, _apiServer, _etcd })
        {
            if (server is not null)
                await server.DisposeAsync().ConfigureAwait(false);
        }

        _nursery.Dispose();
        _files.Dispose();
    }

    private async Task StartAllAsync(CancellationToken cancellationToken)
    {
        _etcd = await LaunchAsync(_binaries.Etcd, ControlPlaneArguments.Etcd(_files, _etcdPort, FreePort())).ConfigureAwait(false);
        using (var client = new HttpClient())
            await WaitUntilReadyAsync(client, _etcd, new Uri($"http://127.0.0.1:{_etcdPort}/health"), cancellationToken).ConfigureAwait(false);
        await StartApiServerAsync(cancellationToken).ConfigureAwait(false);
        if (_binaries.ControllerManager is { } controllerManager)
            _controllerManager = await LaunchAsync(controllerManager, ControlPlaneArguments.ControllerManager(_files, Address)).ConfigureAwait(false);
    }

    private Task<ToolResult> RunToolAsync(string? program, string name, string user, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (program is null)
            throw new InvalidOperationException($"{DynamicSkipToken.Value}no {name} beside the API server");
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["HOME"] = _files.Folder, ["KUBECONFIG"] = KubeconfigPath(user) };
        return ToolResult.OfAsync(program, arguments, environment, cancellationToken);
    }

    private Task<ServerProcess> LaunchAsync(string program, IEnumerable<string> arguments) =>
        ServerProcess.StartAsync(_nursery, program, arguments, _files.LogOf(Path.GetFileName(program)));

    private static async Task WaitUntilReadyAsync(HttpClient client, ServerProcess server, Uri probe, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var last = "no answer";
        while (Stopwatch.GetElapsedTime(start) < StartDeadline)
        {
            if (server.HasEnded)
                throw new ControlPlaneException($"{server.Name} ended while starting. The end of its log:\n{server.Tail()}");
            try
            {
                using var answer = await client.GetAsync(probe, cancellationToken).ConfigureAwait(false);
                if (answer.StatusCode == HttpStatusCode.OK)
                    return;
                last = $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false)}";
            }
            catch (HttpRequestException error)
            {
                last = error.Message;
            }

            await Task.Delay(50, cancellationToken).ConfigureAwait(false);
        }

        throw new ControlPlaneException($"{server.Name} was not ready after {StartDeadline.TotalSeconds} s ({last}). The end of its log:\n{server.Tail()}");
    }

    private static async Task<Version> ReadVersionAsync(HttpClient client, CancellationToken cancellationToken)
    {
        var text = await client.GetStringAsync(new Uri("version", UriKind.Relative), cancellationToken).ConfigureAwait(false);
        using var document = JsonDocument.Parse(text);
        return Version.Parse(document.RootElement.GetProperty("gitVersion").GetString()!.TrimStart('v').Split('-', '+')[0]);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
