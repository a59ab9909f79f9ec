using Orkestra.DevCluster.Simulator;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Configuration;

namespace Orkestra.DevCluster.Tests.Simulator;

/// <summary>A simulator that runs, and what it asked of the server.</summary>
internal sealed class RunningSimulator : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpMessageHandler _handler;
    private readonly KubernetesClient _client;
    private readonly Task _run;
    private bool _disposed;

    public RunningSimulator(ClusterConnection connection, SimulatorOptions options, TimeProvider clock)
    {
        _handler = connection.CreateHandler();
        _client = new KubernetesClient(_handler, connection.Server, new RequestCounter(), clock, new KubernetesClientOptions());
        _run = new WorkloadSimulator(_client, options, clock).RunAsync(_stop.Token);
    }

    public RequestCounter Counter => _client.Counter;

    /// <summary>Ends it; a simulator that had ended by itself throws here.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        await _stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(_run);
        _client.Dispose();
        _handler.Dispose();
        _stop.Dispose();
    }
}
