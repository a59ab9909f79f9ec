using Orkestra.DevCluster.Simulator;
using Orkestra.Kubernetes.Configuration;
using Orkestra.Kubernetes.Readiness;
using Orkestra.TestKit.Clusters;
using Orkestra.TestKit.DevClusters;
using Orkestra.TestKit.Waiting;

namespace Orkestra.DevCluster.Tests.Simulator;

/// <summary>What a simulator does when its server goes away. Each test has a DevCluster of its own.</summary>
public sealed class SimulatorSurvivalTests : IAsyncLifetime
{
    private const string Deployments = "/apis/apps/v1/namespaces/default/deployments";
    private DevClusterFixture _cluster = null!;
    private RunningSimulator _simulator = null!;
    private Api _api = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _cluster = await DevClusterFixture.StartAsync(Cancelled);
        _api = new Api(_cluster.CreateHttpClient(TestUsers.Admin));
        var connection = ClusterConnection.WithToken(_cluster.Address, _cluster.CaCertificate, _cluster.Token(TestUsers.Simulator));
        _simulator = new RunningSimulator(connection, new SimulatorOptions { Delay = TimeSpan.Zero, RetryDelay = TimeSpan.FromMilliseconds(50) }, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await _simulator.DisposeAsync();
        _api.Dispose();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task It_goes_on_when_the_server_is_back()
    {
        await MakeReadyAsync("before");

        await _cluster.RestartAsync(Cancelled);

        await MakeReadyAsync("after");
    }

    [Fact]
    public async Task It_lists_again_when_the_history_is_lost()
    {
        await MakeReadyAsync("before");
        (await _api.DeleteAsync(Deployments + "/before")).Is(200);

        await _cluster.Server.CutWatchesAsync(forgetHistory: true);

        await MakeReadyAsync("before");
    }

    [Fact]
    public async Task It_starts_before_the_server_answers()
    {
        await _simulator.DisposeAsync();
        await _cluster.Server.StopServingAsync();
        var connection = ClusterConnection.WithToken(_cluster.Address, _cluster.CaCertificate, _cluster.Token(TestUsers.Simulator));
        _simulator = new RunningSimulator(connection, new SimulatorOptions { Delay = TimeSpan.Zero, RetryDelay = TimeSpan.FromMilliseconds(50) }, TimeProvider.System);

        await _cluster.Server.StartServingAsync(Cancelled);

        await MakeReadyAsync("web");
    }

    private async Task MakeReadyAsync(string name)
    {
        (await _api.PostAsync(Deployments, Make.Deployment(name))).Is(201);
        await Eventually.Async(
            $"{name} to be ready",
            async _ => await _api.GetAsync($"{Deployments}/{name}"),
            answer => answer.Code == 200 && Kstatus.Evaluate(answer.Body!.AsObject()).State == ReadyState.Ready,
            cancellationToken: Cancelled);
    }
}
