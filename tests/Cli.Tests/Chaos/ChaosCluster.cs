using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Orkestra.Cli.Definitions;
using Orkestra.Cli.Examples;
using Orkestra.Cli.Simulation;
using Orkestra.DevCluster;
using Orkestra.DevCluster.Simulator;
using Orkestra.Katalog.Loading;
using Orkestra.Kubernetes.Activity;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Silo.Hosting;

namespace Orkestra.Cli.Tests.Chaos;

/// <summary>An example on a DevCluster with a clock of its own, and an observer that is disturbed, dies and is started again.</summary>
internal sealed class ChaosCluster : IAsyncDisposable
{
    /// <summary>Of real time: while an observer does something, its clock does not move; while all of it waits for the clock, it does.</summary>
    private static readonly TimeSpan Stalled = TimeSpan.FromMilliseconds(20);

    /// <summary>Moves of the clock until everything has to be as it should be: hours, because what fails is tried at ever longer intervals.</summary>
    private const int Patience = 3000;

    private readonly SimulatedClock _clock;
    private readonly ActivityGauge _activity;
    private readonly CancellationTokenSource _stop = new();
    private readonly ChaosLog _log;
    private readonly ILoggerFactory _logs;
    private readonly LoadedDefinitions _definitions;
    private readonly DevClusterServer _server;
    private readonly HttpMessageHandler _adminHandler;
    private readonly HttpMessageHandler _simulatorHandler;
    private readonly KubernetesClient _admin;
    private readonly KubernetesClient _simulating;
    private readonly FaultPlan? _plan;
    private Task _simulator = Task.CompletedTask;
    private bool _mayDie;
    private ChaosHandler? _way;
    private KubernetesClient? _observing;
    private LocalSilo? _silo;

    private ChaosCluster(LoadedDefinitions definitions, DevClusterServer server, SimulatedClock clock, ActivityGauge activity, FaultPlan? plan)
    {
        (_definitions, _server, _clock, _activity, _plan) = (definitions, server, clock, activity, plan);
        _log = new ChaosLog(clock);
        _logs = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Debug).AddProvider(_log));
        _adminHandler = server.CreateHandler("admin");
        _simulatorHandler = server.CreateHandler("simulator");
        _admin = new KubernetesClient(_adminHandler, server.Address, new RequestCounter(), TimeProvider.System, new KubernetesClientOptions { DiscoveryRefreshInterval = TimeSpan.Zero });
        _simulating = new KubernetesClient(_simulatorHandler, server.Address, new RequestCounter(), clock, new KubernetesClientOptions { Activity = activity });
    }

    /// <summary>Writes of the observer that runs.</summary>
    public int Writes => _way?.Writes ?? 0;

    /// <summary>Starts the server with the CRDs of the example; no observer yet.</summary>
    public static async Task<ChaosCluster> StartAsync(string example, FaultPlan? plan, CancellationToken cancellationToken)
    {
        using var run = new CliRun { WorkingDirectory = RepositoryRoot.Path };
        var definitions = await new DefinitionLoader(run.Environment(), new EntryDefaults()).LoadAsync([example], cancellationToken);
        var clock = new SimulatedClock(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var activity = new ActivityGauge();
        var server = await DevClusterServer.StartAsync(new DevClusterOptions { Listen = false, Clock = clock, Activity = activity }, cancellationToken);
        var cluster = new ChaosCluster(definitions, server, clock, activity, plan);
        await cluster.Applier.ApplyCrdsAsync(definitions, cancellationToken);
        cluster._simulator = new WorkloadSimulator(cluster._simulating, new SimulatorOptions(), clock).RunAsync(cluster._stop.Token);
        return cluster;
    }

    private DefinitionApplier Applier => new(_admin, "default", TimeProvider.System, TextWriter.Null);

    /// <summary>Starts an observer that nothing disturbs, and waits until every box has listed its custom resources.</summary>
    public async Task StartObserverAsync(CancellationToken cancellationToken)
    {
        StartObserver();
        var started = _silo!.WhenStartedAsync(cancellationToken);
        while (!started.IsCompleted)
            await StepAsync(cancellationToken);
        await started;
    }

    /// <summary>Starts an observer, as a new process would: it knows nothing.</summary>
    /// <param name="dieAfter">It dies after this many writes; 0: never.</param>
    public void StartObserver(int dieAfter = 0)
    {
        _mayDie |= dieAfter > 0;
        _way = new ChaosHandler(_server.CreateHandler("orkestra"), _plan, _clock, dieAfter);
        _observing = new KubernetesClient(_way, _server.Address, new RequestCounter(), _clock, new KubernetesClientOptions { Activity = _activity });
        _silo = new LocalSilo(_observing, _definitions.Katalogs, new SiloOptions { SkipExternal = true }, _clock, _logs);
        _silo.Start();
    }

    /// <summary>The process ends, whatever it does.</summary>
    public async Task StopObserverAsync()
    {
        if (_silo is not null)
            await _silo.DisposeAsync();
        _observing?.Dispose();
        _way?.Dispose();
        (_silo, _observing, _way) = (null, null, null);
    }

    /// <summary>The API server dies and comes back a while later.</summary>
    public async Task RestartServerAsync(CancellationToken cancellationToken)
    {
        await _server.StopServingAsync();
        for (var at = 0; at < 20; at++)
            await StepAsync(cancellationToken);
        await _server.StartServingAsync(cancellationToken);
    }

    /// <summary>Every watch ends; with <paramref name="gone"/> nothing can be resumed.</summary>
    public Task CutWatchesAsync(bool gone) => _server.CutWatchesAsync(gone);

    /// <summary>The clock jumps.</summary>
    public void Jump(TimeSpan by) => _clock.MoveToNext(_clock.GetUtcNow() + by);

    public Task ApplySamplesAsync(CancellationToken cancellationToken) => Applier.ApplySamplesAsync(_definitions, createNamespaces: true, cancellationToken);

    /// <summary>A user deletes one child of each kind.</summary>
    public async Task DeleteSomeChildrenAsync(CancellationToken cancellationToken)
    {
        foreach (var resource in await _admin.Discovery.AllAsync(cancellationToken))
        {
            if (!resource.Verbs.Contains("list") || resource.Kind is "Namespace")
                continue;
            List<JsonObject> children = [];
            await foreach (var obj in _admin.ListAsync(resource, new ListOptions { LabelSelector = "orkestra.orkspace.io/managed=true" }, cancellationToken))
                children.Add(obj);
            if (children.MinBy(child => child.ObjectName.ToString(), StringComparer.Ordinal) is { } first)
                await _admin.DeleteAsync(resource, first.ObjectName, new DeleteOptions { Propagation = PropagationPolicy.Background }, cancellationToken);
        }
    }

    /// <summary>A user deletes every custom resource.</summary>
    public async Task DeleteCustomResourcesAsync(CancellationToken cancellationToken)
    {
        foreach (var entry in _definitions.EnabledEntries)
        {
            var resource = (await _admin.Discovery.FindAsync(entry.Types.Group, entry.Types.Kind, cancellationToken))!;
            List<ObjectName> names = [];
            await foreach (var obj in _admin.ListAsync(resource, new ListOptions(), cancellationToken))
                names.Add(obj.ObjectName);
            foreach (var name in names)
                await _admin.DeleteAsync(resource, name, new DeleteOptions { Propagation = PropagationPolicy.Background }, cancellationToken);
        }
    }

    /// <summary>Lets everything happen until nothing happens any more over two hours, and gives what is there then.</summary>
    public async Task<IReadOnlyList<string>> SettleAsync(CancellationToken cancellationToken)
    {
        var last = _clock.GetUtcNow();
        var requests = _server.RequestCount;
        while (_clock.GetUtcNow() - last < TimeSpan.FromHours(2))
        {
            await StepAsync(cancellationToken);
            if (_server.RequestsSince(requests).Any(request => request.Verb is not ("get" or "list" or "watch")))
                last = _clock.GetUtcNow();
            requests = _server.RequestCount;
        }

        return await ClusterState.ReadAsync(_admin, cancellationToken);
    }

    /// <summary>Lets everything happen, and starts a new observer when one dies, until everything is as it should be and stays so.</summary>
    public async Task ConvergeAsync(IReadOnlyList<string> wanted, string what, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> seen = [];
        var (known, isNew) = (0L, true);
        for (var step = 0; step < Patience; step++)
        {
            await StepAsync(cancellationToken);
            if (_way is { Dead.IsCompleted: true })
            {
                await StopObserverAsync();
                StartObserver();
                continue;
            }

            // What others do while the state is read is looked at again; collectors inside of the server make no request.
            isNew |= step % 50 == 0 || _server.RequestsSince(known).Any(request => request.User is not "admin");
            known = _server.RequestCount;
            if (!isNew)
                continue;
            isNew = false;
            seen = await ClusterState.ReadAsync(_admin, cancellationToken);
            if (seen.SequenceEqual(wanted, StringComparer.Ordinal))
                return;
        }

        throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture, $"{what}: not as without faults at {_clock.GetUtcNow():u}, {_activity.Underway} underway\n{Difference(wanted, seen)}\nlast requests:\n{string.Join('\n', LastRequests())}\nlog:\n{_log}"));
    }

    /// <summary>Lines that differ, from a little before their first difference on.</summary>
    private static string Difference(IReadOnlyList<string> wanted, IReadOnlyList<string> seen)
    {
        var text = new StringBuilder();
        var extra = seen.Except(wanted, StringComparer.Ordinal).ToList();
        foreach (var line in wanted.Except(seen, StringComparer.Ordinal))
        {
            var name = line[..line.IndexOf('{', StringComparison.Ordinal)];
            var other = extra.FirstOrDefault(each => each.StartsWith(name, StringComparison.Ordinal)) ?? "";
            extra.Remove(other);
            var at = Math.Max(name.Length, line.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count() - 80);
            text.Append(CultureInfo.InvariantCulture, $"{name}wanted …{Part(line, at)}\n{name}found  …{Part(other, at)}\n");
        }

        foreach (var line in extra)
            text.Append(CultureInfo.InvariantCulture, $"too much: {Part(line, 0)}\n");
        return text.ToString();
    }

    private static string Part(string line, int at) => at >= line.Length ? "nothing" : line[at..Math.Min(line.Length, at + 400)];

    private IEnumerable<string> LastRequests() =>
        _server.RequestsSince(0).Where(request => request.User is not "admin").TakeLast(25)
            .Select(request => string.Create(CultureInfo.InvariantCulture, $"{request.At:u} {request.User} {request.Verb} {request.Uri} {request.StatusCode}"));

    public async ValueTask DisposeAsync()
    {
        await StopObserverAsync();
        await _stop.CancelAsync();
        await _simulator.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _simulating.Dispose();
        _admin.Dispose();
        await _server.DisposeAsync();
        _simulatorHandler.Dispose();
        _adminHandler.Dispose();
        _stop.Dispose();
        _logs.Dispose();
    }

    /// <summary>The clock moves when nothing is underway, or when all that is waits for it.</summary>
    private async Task StepAsync(CancellationToken cancellationToken)
    {
        long requests;
        // What is not counted goes on meanwhile: the start of a box.
        await Task.Yield();
        do
        {
            requests = _server.RequestCount;
            using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            // What dies or is cut off leaves what it began counted for ever; without faults nothing waits for the clock while it counts as underway.
            if (_plan is not null || _mayDie)
                bound.CancelAfter(Stalled);
            await _activity.WhenIdleAsync(bound.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
        while (_activity.Underway > 0 && _server.RequestCount != requests);

        _clock.MoveToNext(_clock.GetUtcNow() + TimeSpan.FromSeconds(30));
    }
}
