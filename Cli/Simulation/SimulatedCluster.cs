using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Orkestra.Cli.Commands;
using Orkestra.Cli.Definitions;
using Orkestra.Cli.Examples;
using Orkestra.Cli.Failures;
using Orkestra.DevCluster;
using Orkestra.DevCluster.Simulator;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Simulation;
using Orkestra.Kubernetes.Activity;
using Orkestra.Kubernetes.Client;
using Orkestra.Silo.Hosting;

namespace Orkestra.Cli.Simulation;

/// <summary>
/// A Kubernetes API, an observer and a workload simulator in memory on a clock that stands still, and moves only when nothing is underway
/// (docs/decisions/070): the passes are those of <c>ork run</c>.
/// </summary>
internal sealed class SimulatedCluster : IAsyncDisposable
{
    private const string Admin = "admin";
    private const string Observing = "orkestra";
    private const string Simulating = "simulator";

    /// <summary>Of real time: a simulation that does not get quiet for this long is broken.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly SimulatedClock _clock;
    private readonly ActivityGauge _activity;
    private readonly DevClusterServer _server;
    private readonly HttpMessageHandler _adminHandler;
    private readonly HttpMessageHandler _simulatorHandler;
    private readonly OperationRecorder _recorder;
    private readonly KubernetesClient _admin;
    private readonly KubernetesClient _observing;
    private readonly KubernetesClient _simulating;
    private readonly LocalSilo _silo;
    private readonly PassErrors _errors;
    private readonly CancellationTokenSource _stop = new();
    private readonly TimeSpan _cycleTime;
    private Task _simulator = Task.CompletedTask;
    private int _cycle;

    private SimulatedCluster(
        DevClusterServer server, SimulatedClock clock, ActivityGauge activity, IReadOnlyList<KatalogDefinition> katalogs, IReadOnlyList<ScriptedAnswer>? outside, ILoggerFactory logs)
    {
        (_server, _clock, _activity) = (server, clock, activity);
        List<CrdEntry> entries = [.. katalogs.SelectMany(katalog => katalog.Entries).Where(entry => entry.Enabled)];
        _cycleTime = entries.Min(entry => entry.Resync);
        _adminHandler = server.CreateHandler(Admin);
        _simulatorHandler = server.CreateHandler(Simulating);
        _recorder = new OperationRecorder(server.CreateHandler(Observing), entries);
        // Applying is done by somebody who waits for the answers, on a clock that runs.
        _admin = new KubernetesClient(_adminHandler, server.Address, new RequestCounter(), TimeProvider.System, new KubernetesClientOptions { DiscoveryRefreshInterval = TimeSpan.Zero });
        _observing = Counted(_recorder);
        _simulating = Counted(_simulatorHandler);
        var options = new SiloOptions { Version = VersionCommand.Version, SkipExternal = outside is null, ExternalCaller = new ExternalStub(outside ?? [], () => Volatile.Read(ref _cycle)) };
        _silo = new LocalSilo(_observing, katalogs, options, clock, logs);
        _errors = new PassErrors(_silo.Fleet);
    }

    /// <summary>What the observer wrote, in order.</summary>
    public IReadOnlyList<Operation> Operations => _recorder.Operations;

    /// <summary>The passes that did not succeed.</summary>
    public IReadOnlyList<PassError> Errors => _errors.All;

    /// <summary>How many passes there were.</summary>
    public int Passes => _errors.Passes;

    /// <summary>Starts everything, with the CRDs applied and every box running. Nothing has happened yet then.</summary>
    /// <param name="katalogs">What runs.</param>
    /// <param name="crds">The CRDs.</param>
    /// <param name="outside">What external calls are answered; null: none is made.</param>
    /// <param name="start">When simulated time begins.</param>
    /// <param name="logs">Where to log.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public static async Task<SimulatedCluster> StartAsync(
        IReadOnlyList<KatalogDefinition> katalogs, IReadOnlyList<JsonObject> crds, IReadOnlyList<ScriptedAnswer>? outside, DateTimeOffset start, ILoggerFactory logs, CancellationToken cancellationToken)
    {
        var clock = new SimulatedClock(start);
        var activity = new ActivityGauge();
        var server = await DevClusterServer.StartAsync(new DevClusterOptions { Listen = false, Clock = clock, Activity = activity }, cancellationToken).ConfigureAwait(false);
        SimulatedCluster? cluster = null;
        try
        {
            cluster = new SimulatedCluster(server, clock, activity, katalogs, outside, logs);
            await cluster.BeginAsync(crds, cancellationToken).ConfigureAwait(false);
            return cluster;
        }
        catch
        {
            IAsyncDisposable begun = cluster is null ? server : cluster;
            await begun.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Creates or changes an object as its user does. A namespace that is missing is made.</summary>
    public Task ApplyAsync(JsonObject obj, CancellationToken cancellationToken) => Applier().ApplyAsync(obj, createNamespace: true, cancellationToken);

    /// <summary>Begins the next cycle and gives back its number. The first one begins where the clock stands, every other one resync interval later.</summary>
    public async Task<int> RunCycleAsync(Func<CancellationToken, Task>? change, CancellationToken cancellationToken)
    {
        _recorder.Begin(Interlocked.Increment(ref _cycle));
        if (change is not null)
            await change(cancellationToken).ConfigureAwait(false);
        await WhenQuietAsync(cancellationToken).ConfigureAwait(false);
        var end = _cycle == 1 ? _clock.GetUtcNow() : _clock.GetUtcNow() + _cycleTime;
        while (_clock.MoveToNext(end))
            await WhenQuietAsync(cancellationToken).ConfigureAwait(false);

        await _errors.CollectAsync(_cycle).ConfigureAwait(false);
        return _cycle;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _simulator.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _errors.DisposeAsync().ConfigureAwait(false);
        await _silo.DisposeAsync().ConfigureAwait(false);
        _observing.Dispose();
        _simulating.Dispose();
        _admin.Dispose();
        await _server.DisposeAsync().ConfigureAwait(false);
        _recorder.Dispose();
        _simulatorHandler.Dispose();
        _adminHandler.Dispose();
        _stop.Dispose();
    }

    private async Task BeginAsync(IReadOnlyList<JsonObject> crds, CancellationToken cancellationToken)
    {
        var applier = Applier();
        await applier.ApplyCrdsAsync(crds, cancellationToken).ConfigureAwait(false);
        _silo.Start();
        await BoundedAsync(_silo.WhenStartedAsync, "every box lists its custom resources", cancellationToken).ConfigureAwait(false);
        _simulator = new WorkloadSimulator(_simulating, new SimulatorOptions(), _clock).RunAsync(_stop.Token);
        await WhenQuietAsync(cancellationToken).ConfigureAwait(false);
    }

    private DefinitionApplier Applier() => new(_admin, "default", TimeProvider.System, TextWriter.Null);

    private KubernetesClient Counted(HttpMessageHandler handler) =>
        new(handler, _server.Address, new RequestCounter(), _clock, new KubernetesClientOptions { Activity = _activity });

    private Task WhenQuietAsync(CancellationToken cancellationToken) => BoundedAsync(_activity.WhenIdleAsync, "nothing is underway", cancellationToken);

    private async Task BoundedAsync(Func<CancellationToken, Task> wait, string until, CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(Patience);
        try
        {
            await wait(bound.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var views = await _silo.Fleet.ListBoxesAsync(cancellationToken).ConfigureAwait(false);
            var boxes = string.Join(", ", views.Select(view => $"{view.Name} is {view.State}"));
            throw new CliException(new CliFailure(
                "ORK0053",
                "simulation",
                string.Create(CultureInfo.InvariantCulture, $"waited {Patience.TotalSeconds} s until {until}, in cycle {_cycle}: {_activity.Underway} underway; {boxes}"),
                "this is a mistake in ork: please report it (CONTRIBUTING.md says where)"));
        }
    }
}
