using Orkestra.DevCluster.Simulator;
using Orkestra.Kubernetes.Client;
using Orkestra.TestKit.Clusters;
using Orkestra.TestKit.ControlPlanes;

namespace Orkestra.Cli.Tests.EndToEnd;

/// <summary>A real API server with a simulator beside it that plays nodes and controllers, as <c>ork e2e --provider existing</c> finds it.</summary>
internal sealed class E2EServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClientHandlerAdapter _handler;
    private readonly Task _simulator;

    public E2EServer(ControlPlane server)
    {
        Server = server;
        _handler = new HttpClientHandlerAdapter(server.CreateHttpClient(TestUsers.Simulator));
        Client = new KubernetesClient(_handler, server.Address, new RequestCounter(), TimeProvider.System, new KubernetesClientOptions());
        _simulator = new WorkloadSimulator(Client, new SimulatorOptions { Delay = TimeSpan.FromMilliseconds(100) }, TimeProvider.System).RunAsync(_stop.Token);
    }

    public ControlPlane Server { get; }

    public KubernetesClient Client { get; }

    /// <summary>What makes <c>ork e2e</c> use it.</summary>
    public string[] Options => ["--provider", "existing", "--kubeconfig", Server.KubeconfigPath(TestUsers.Orkestra)];

    /// <summary>A PATH with kubectl: that of the control plane's binaries first.</summary>
    public static string Path()
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return Environment.GetEnvironmentVariable("KUBEBUILDER_ASSETS") is { Length: > 0 } assets ? $"{System.IO.Path.GetFullPath(assets)}{System.IO.Path.PathSeparator}{path}" : path;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _simulator.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Client.Dispose();
        _handler.Dispose();
        _stop.Dispose();
        await Server.DisposeAsync();
    }
}
