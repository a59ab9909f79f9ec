using Orkestra.DevCluster.Simulator;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Configuration;
using Orkestra.TestKit.Clusters;

namespace Orkestra.Cli.Tests.Examples;

/// <summary>Plays nodes and workload controllers on a server that has none, for the time of a test.</summary>
internal sealed class Simulation : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpMessageHandler _handler;
    private readonly KubernetesClient _client;
    private readonly Task _run;

    public Simulation(ITestCluster cluster)
    {
        _handler = ClusterConnection.WithToken(cluster.Address, cluster.CaCertificate, cluster.Token(TestUsers.Simulator)).CreateHandler();
        _client = new KubernetesClient(_handler, cluster.Address, new RequestCounter(), TimeProvider.System, new KubernetesClientOptions());
        _run = new WorkloadSimulator(_client, new SimulatorOptions { Delay = TimeSpan.FromMilliseconds(100) }, TimeProvider.System).RunAsync(_stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _client.Dispose();
        _handler.Dispose();
        _stop.Dispose();
    }
}
