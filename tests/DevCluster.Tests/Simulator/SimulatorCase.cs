using System.Text.Json.Nodes;
using Orkestra.DevCluster.Simulator;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Configuration;
using Orkestra.Kubernetes.Readiness;
using Orkestra.TestKit.Clusters;
using Orkestra.TestKit.Time;
using Orkestra.TestKit.Waiting;

namespace Orkestra.DevCluster.Tests.Simulator;

/// <summary>The base of cases in which simulators play in the case's own namespace. Their clock stands still until the case moves it.</summary>
public abstract class SimulatorCase(ClusterSource cluster) : ConformanceCase(cluster)
{
    protected const string Annotated = "simulator.orkestra.orkspace.io";
    protected static readonly TimeSpan Delay = TimeSpan.FromSeconds(10);

    private readonly List<RunningSimulator> _running = [];

    /// <summary>Starts at a whole second of the real time, because servers compare times of statuses with their own.</summary>
    protected FakeClock Clock { get; } = new(DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()));

    protected string Web => In("apps/v1", "deployments/web");

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var one in _running)
            await one.DisposeAsync();
        await base.DisposeAsync();
    }

    private protected RunningSimulator Simulate(SimulatorOptions? options = null)
    {
        var connection = ClusterConnection.WithToken(Cluster.Address, Cluster.CaCertificate, Cluster.Token(TestUsers.Simulator));
        var running = new RunningSimulator(connection, (options ?? new SimulatorOptions { Delay = Delay }) with { Namespace = Namespace }, Clock);
        _running.Add(running);
        return running;
    }

    private protected RunningSimulator SimulateWithoutDelay() => Simulate(new SimulatorOptions { Delay = TimeSpan.Zero });

    /// <summary>Waits until kstatus calls the object so.</summary>
    protected Task<Answer> WaitForStateAsync(string path, ReadyState state) =>
        WaitForAsync($"{state} of {path}", path, answer => answer.Code == 200 && Kstatus.Evaluate(answer.Body!.AsObject()).State == state);

    protected static JsonNode? Condition(Answer answer, string type) =>
        (answer.Body.At("status/conditions") as JsonArray)?.FirstOrDefault(condition => condition.Text("type") == type && condition.Text("status") is not null);

    protected static string WithAnnotations(string body, string? outcome = null, string? delay = null)
    {
        var annotations = new JsonObject();
        if (outcome is not null)
            annotations[$"{Annotated}/outcome"] = outcome;
        if (delay is not null)
            annotations[$"{Annotated}/delay"] = delay;
        return JsonNode.Parse(body).With("metadata/annotations", annotations);
    }

    /// <summary>A watch can tell a write before its answer is counted.</summary>
    private protected static async Task ShouldHavePatchedAsync(RunningSimulator simulator, long writes)
    {
        await Eventually.Async($"{writes} writes to be counted", _ => Task.FromResult(simulator.Counter.Of("patch") >= writes), cancellationToken: TestContext.Current.CancellationToken);
        simulator.Counter.Of("patch").ShouldBe(writes);
    }
}
