using Microsoft.Extensions.Logging;
using Orkestra.Cli.Commands;
using Orkestra.Cli.Definitions;
using Orkestra.Cli.Display;
using Orkestra.Cli.Examples;
using Orkestra.Cli.Hosts;
using Orkestra.Cli.Reloading;
using Orkestra.Cli.Settings;
using Orkestra.Cli.Steady;
using Orkestra.Cli.Telemetry;
using Orkestra.Cli.Terminal;
using Orkestra.DevCluster;
using Orkestra.DevCluster.Simulator;
using Orkestra.Kubernetes.Client;
using Orkestra.Silo.Hosting;

namespace Orkestra.Cli.Sessions;

/// <summary>
/// A Kubernetes API, a workload simulator and an observer in this process. The observer and the simulator reach the API in memory, the user
/// over TLS with a kubeconfig.
/// </summary>
/// <param name="environment">The process.</param>
/// <param name="settings">The settings that count.</param>
/// <param name="live">Whether the live table is drawn.</param>
internal sealed class DevSession(CliEnvironment environment, ObserverSettings settings, bool live)
{
    private const string Admin = "admin";
    private const string Observing = "orkestra";
    private const string Simulating = "simulator";

    /// <summary>The server is in this process: asking it often what it serves costs nothing.</summary>
    private static readonly KubernetesClientOptions Options = new() { DiscoveryRefreshInterval = TimeSpan.FromMilliseconds(250) };

    private readonly long _began = environment.Clock.GetTimestamp();

    /// <summary>Runs to the end and says how the process ends.</summary>
    /// <param name="path">A Katalog file or its folder.</param>
    /// <param name="delay">How long the simulator takes to make workloads ready; null: no simulator.</param>
    /// <param name="end">When the session ends.</param>
    public async Task<int> RunAsync(string path, TimeSpan? delay, FollowOptions end)
    {
        var stop = environment.Stop.Token;
        if (await SessionSetup.LoadAsync([path], settings, environment).ConfigureAwait(false) is not { } definitions)
            return ExitCode.Findings;
        await SessionSetup.PrintAsync("ork dev", definitions, settings, environment.Out).ConfigureAwait(false);

        var cluster = await DevClusterServer.StartAsync(new DevClusterOptions { Clock = environment.Clock }, stop).ConfigureAwait(false);
        await using (cluster.ConfigureAwait(false))
        {
            using var kubeconfig = await KubeconfigFolder.WriteAsync(cluster.Kubeconfig(Admin), stop).ConfigureAwait(false);
            using var admin = ClientOf(cluster, Admin);
            var version = await admin.VersionAsync(stop).ConfigureAwait(false);
            await environment.Out.WriteLineAsync($"cluster: {cluster.Address.ToString().TrimEnd('/')} (DevCluster, Kubernetes {version.GitVersion})").ConfigureAwait(false);
            var applier = new DefinitionApplier(admin, "default", environment.Clock, environment.Out);
            await applier.ApplyCrdsAsync(definitions, stop).ConfigureAwait(false);
            var tryLine = await TryLine.WriteAsync(kubeconfig.Path, definitions, admin, stop).ConfigureAwait(false);
            return await ObserveAsync(cluster, definitions, applier, new Place(kubeconfig.Path, tryLine), delay, end).ConfigureAwait(false);
        }
    }

    private async Task<int> ObserveAsync(
        DevClusterServer cluster, LoadedDefinitions definitions, DefinitionApplier applier, Place place, TimeSpan? delay, FollowOptions end)
    {
        var stop = environment.Stop.Token;
        var recent = live ? new RecentLogs() : null;
        using var logs = SessionLogging.Create(settings.LogLevel, environment.Clock, recent);
        using var telemetry = OtlpExport.Start(environment.Variables, settings.ClusterName, VersionCommand.Version);
        using var client = ClientOf(cluster, Observing);
        using var simulated = ClientOf(cluster, Simulating);
        var hooks = SessionSetup.LoadHooks(definitions, settings, environment);
        await using var loaded = hooks.ConfigureAwait(false);
        var options = new SiloOptions { Cluster = settings.ClusterName, ExternalHosts = settings.ExternalHosts, ApiLimit = settings.ApiLimit, Hooks = hooks, Version = VersionCommand.Version };
        var observer = await Observer
            .ServeAsync(() => new LocalHost(client, definitions.Katalogs, options, environment.Clock, logs), definitions.Katalogs, settings, environment.Clock, logs, stop)
            .ConfigureAwait(false);
        await using (observer.ConfigureAwait(false))
        {
            if (recent is null)
            {
                await environment.Out.WriteLineAsync($"kubeconfig: {place.Kubeconfig}").ConfigureAwait(false);
                await environment.Out.WriteLineAsync($"health: {observer.Health}").ConfigureAwait(false);
                await environment.Out.WriteLineAsync($"try: {place.TryLine}").ConfigureAwait(false);
            }

            var background = new BackgroundWork();
            await using (background.ConfigureAwait(false))
            {
                if (delay is { } time)
                    background.Start(new WorkloadSimulator(simulated, new SimulatorOptions { Delay = time }, environment.Clock, logs.CreateLogger<WorkloadSimulator>()).RunAsync);
                var facts = new SessionFacts(SessionSetup.Describe(definitions), observer.Health, place.Kubeconfig, place.TryLine);
                var view = SessionSetup.Show(observer.Fleet, facts, recent, environment, background);
                observer.Start();
                var reloader = new DefinitionReloader(
                    ct => SessionSetup.Loader(settings, environment).LoadAsync(definitions.Files, ct), observer, PrepareAsync, environment, logs.CreateLogger<DefinitionReloader>());
                Task PrepareAsync(LoadedDefinitions newer, CancellationToken ct)
                {
                    SessionSetup.CheckHooks(newer, hooks);
                    return applier.ApplyCrdsAsync(newer, ct);
                }

                background.Start(ct => reloader.RunAsync(definitions, ct));
                var expected = await applier.ApplySamplesAsync(definitions, createNamespaces: true, stop).ConfigureAwait(false);
                return await new SessionFollower(observer.Fleet, view, environment, _began)
                    .FollowAsync(end with { Expected = expected }, background)
                    .ConfigureAwait(false);
            }
        }
    }

    private KubernetesClient ClientOf(DevClusterServer cluster, string user) =>
        new(cluster.CreateHandler(user), cluster.Address, new RequestCounter(), environment.Clock, Options);

    /// <summary>What a user needs to look at the cluster.</summary>
    private sealed record Place(string Kubeconfig, string TryLine);
}
