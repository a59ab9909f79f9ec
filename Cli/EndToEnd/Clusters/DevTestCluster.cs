using Microsoft.Extensions.Logging;
using Orkestra.Cli.Examples;
using Orkestra.Cli.Sessions;
using Orkestra.Cli.Terminal;
using Orkestra.DevCluster;
using Orkestra.DevCluster.Simulator;
using Orkestra.Kubernetes.Client;

namespace Orkestra.Cli.EndToEnd.Clusters;

/// <summary>A Kubernetes API in this process, with a simulator that plays nodes and controllers. Gone with all that is in it at the end.</summary>
internal sealed class DevTestCluster : TestCluster
{
    private const string Tester = "admin";
    private const string Observer = "orkestra";
    private const string Simulator = "simulator";

    /// <summary>The server is in this process: asking it often what it serves costs nothing.</summary>
    private static readonly KubernetesClientOptions Options = new() { DiscoveryRefreshInterval = TimeSpan.FromMilliseconds(250) };

    private readonly DevClusterServer _server;
    private readonly KubeconfigFolder _folder;
    private readonly KubernetesClient _simulating;
    private readonly BackgroundWork _simulator = new();

    private DevTestCluster(DevClusterServer server, KubeconfigFolder folder, KubernetesClient simulating) => (_server, _folder, _simulating) = (server, folder, simulating);

    public override bool RunsPods => false;

    public override bool IsForTests => true;

    public static async Task<DevTestCluster> StartAsync(CliEnvironment environment, TimeSpan delay, ILoggerFactory logs, CancellationToken cancellationToken)
    {
        var server = await DevClusterServer.StartAsync(new DevClusterOptions { Clock = environment.Clock }, cancellationToken).ConfigureAwait(false);
        try
        {
            var admin = ClientOf(Tester);
            var version = await admin.VersionAsync(cancellationToken).ConfigureAwait(false);
            var folder = await KubeconfigFolder.WriteAsync(server.Kubeconfig(Tester), cancellationToken).ConfigureAwait(false);
            var simulating = ClientOf(Simulator);
            var cluster = new DevTestCluster(server, folder, simulating)
            {
                Admin = admin,
                Observing = ClientOf(Observer),
                Namespace = "default",
                Kubeconfig = folder.Path,
                Description = $"DevCluster, Kubernetes {version.GitVersion}",
            };
            cluster._simulator.Start(new WorkloadSimulator(simulating, new SimulatorOptions { Delay = delay }, environment.Clock, logs.CreateLogger<WorkloadSimulator>()).RunAsync);
            return cluster;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        KubernetesClient ClientOf(string user) => new(server.CreateHandler(user), server.Address, new RequestCounter(), environment.Clock, Options);
    }

    public override async ValueTask DisposeAsync()
    {
        await _simulator.DisposeAsync().ConfigureAwait(false);
        _simulating.Dispose();
        Observing.Dispose();
        Admin.Dispose();
        await _server.DisposeAsync().ConfigureAwait(false);
        _folder.Dispose();
    }
}
