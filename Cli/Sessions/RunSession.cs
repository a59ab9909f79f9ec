using Microsoft.Extensions.Logging;
using Orkestra.Cli.Commands;
using Orkestra.Cli.Definitions;
using Orkestra.Cli.Display;
using Orkestra.Cli.Examples;
using Orkestra.Cli.Hosts;
using Orkestra.Cli.Reloading;
using Orkestra.Cli.Settings;
using Orkestra.Cli.Sources;
using Orkestra.Cli.Telemetry;
using Orkestra.Cli.Terminal;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Configuration;
using Orkestra.Silo.Hooking;
using Orkestra.Silo.Hosting;

namespace Orkestra.Cli.Sessions;

/// <summary>An observer of the cluster that a kubeconfig names.</summary>
/// <param name="environment">The process.</param>
/// <param name="settings">The settings that count.</param>
/// <param name="live">Whether the live table is drawn.</param>
internal sealed class RunSession(CliEnvironment environment, ObserverSettings settings, bool live)
{
    private const string InClusterContext = "in-cluster";

    private readonly long _began = environment.Clock.GetTimestamp();

    /// <summary>Runs to the end and says how the process ends.</summary>
    public async Task<int> RunAsync(RunRequest request, FollowOptions end)
    {
        var stop = environment.Stop.Token;
        var definitions = request.ConfigMap is null ? await LoadAsync(request, null).ConfigureAwait(false) : null;
        if (request.ConfigMap is null && definitions is null)
            return ExitCode.Findings;

        var recent = live ? new RecentLogs() : null;
        using var logs = SessionLogging.Create(settings.LogLevel, environment.Clock, recent);
        using var telemetry = OtlpExport.Start(environment.Variables, settings.ClusterName, VersionCommand.Version);
        var connection = ClusterAccess.Connect(environment, request.Kubeconfig, request.Context, logs);
        using var handler = connection.CreateHandler();
        using var client = new KubernetesClient(handler, connection.Server, new RequestCounter(), environment.Clock, new KubernetesClientOptions());
        var version = await client.VersionAsync(stop).ConfigureAwait(false);
        var following = new BackgroundWork();
        await using (following.ConfigureAwait(false))
        {
            var follower = Follow(request, connection, client, logs, following);
            if (follower is not null)
            {
                await follower.Listed.WaitAsync(stop).ConfigureAwait(false);
                definitions = await LoadAsync(request, follower.Files).ConfigureAwait(false);
            }

            if (definitions is null)
                return ExitCode.Findings;
            await environment.Out.WriteLineAsync($"cluster: {connection.Server.ToString().TrimEnd('/')} (Kubernetes {version.GitVersion}, context {connection.Context})").ConfigureAwait(false);
            if (request.Apply)
                end = end with { Expected = await ApplyAsync(client, connection, definitions).ConfigureAwait(false) };
            return await ObserveAsync(definitions, request, connection, client, follower, logs, recent, end).ConfigureAwait(false);
        }
    }

    private async Task<int> ObserveAsync(
        LoadedDefinitions definitions, RunRequest request, ClusterConnection connection, KubernetesClient client, ConfigMapFollower? follower, ILoggerFactory logs, RecentLogs? recent, FollowOptions end)
    {
        var hooks = SessionSetup.LoadHooks(definitions, settings, environment);
        await using var loaded = hooks.ConfigureAwait(false);
        var options = SiloOptionsOf(connection, hooks);
        var observer = await Observer
            .ServeAsync(() => new LocalHost(client, definitions.Katalogs, options, environment.Clock, logs), definitions.Katalogs, settings, environment.Clock, logs, environment.Stop.Token)
            .ConfigureAwait(false);
        await using (observer.ConfigureAwait(false))
        {
            await environment.Out.WriteLineAsync($"health: {observer.Health}").ConfigureAwait(false);
            var facts = new SessionFacts(SessionSetup.Describe(definitions), observer.Health, null, null);
            var background = new BackgroundWork();
            await using (background.ConfigureAwait(false))
            {
                var view = SessionSetup.Show(observer.Fleet, facts, recent, environment, background);
                observer.Start();
                var reloader = new DefinitionReloader(
                    ct => SessionSetup.Loader(settings, environment, follower?.Files).LoadAsync(Paths(request, follower?.Files), ct),
                    observer,
                    (newer, ct) => PrepareAsync(newer, hooks, request.Apply ? Applier(client, connection) : null, ct),
                    environment,
                    logs.CreateLogger<DefinitionReloader>());
                background.Start(ct => reloader.RunAsync(definitions, ct));
                follower?.Tell(reloader.Changed);
                return await new SessionFollower(observer.Fleet, view, environment, _began).FollowAsync(end, background).ConfigureAwait(false);
            }
        }
    }

    private static Task PrepareAsync(LoadedDefinitions newer, HookCatalog hooks, DefinitionApplier? applier, CancellationToken cancellationToken)
    {
        SessionSetup.CheckHooks(newer, hooks);
        return applier is null ? Task.CompletedTask : applier.ApplyCrdsAsync(newer, cancellationToken);
    }

    private static IReadOnlyList<string> Paths(RunRequest request, ConfigMapFiles? map) => map is null ? request.Files : [.. request.Files, map.Reference.ToString()];

    private async Task<LoadedDefinitions?> LoadAsync(RunRequest request, ConfigMapFiles? map)
    {
        if (await SessionSetup.LoadAsync(Paths(request, map), settings, environment, map).ConfigureAwait(false) is not { } definitions)
            return null;
        await SessionSetup.PrintAsync("ork run", definitions, settings, environment.Out).ConfigureAwait(false);
        return definitions;
    }

    /// <summary>Follows the ConfigMap that was asked for.</summary>
    private ConfigMapFollower? Follow(RunRequest request, ClusterConnection connection, KubernetesClient client, ILoggerFactory logs, BackgroundWork following)
    {
        if (request.ConfigMap is not { } reference)
            return null;
        var files = new ConfigMapFiles(reference with { Namespace = reference.Namespace ?? connection.Namespace });
        var follower = new ConfigMapFollower(client, files, environment.Clock, logs.CreateLogger<ConfigMapFollower>());
        following.Start(follower.RunAsync);
        return follower;
    }

    private async Task<IReadOnlyList<Steady.ExpectedResource>> ApplyAsync(KubernetesClient client, ClusterConnection connection, LoadedDefinitions definitions)
    {
        var applier = Applier(client, connection);
        await applier.ApplyCrdsAsync(definitions, environment.Stop.Token).ConfigureAwait(false);
        return await applier.ApplySamplesAsync(definitions, createNamespaces: false, environment.Stop.Token).ConfigureAwait(false);
    }

    private DefinitionApplier Applier(KubernetesClient client, ClusterConnection connection) => new(client, connection.Namespace, environment.Clock, environment.Out);

    private SiloOptions SiloOptionsOf(ClusterConnection connection, HookCatalog hooks)
    {
        var inCluster = string.Equals(connection.Context, InClusterContext, StringComparison.Ordinal);
        return new SiloOptions { Cluster = settings.ClusterName, ExternalHosts = settings.ExternalHosts, ApiLimit = settings.ApiLimit, Hooks = hooks, InCluster = inCluster, Namespace = inCluster ? connection.Namespace : null, Version = VersionCommand.Version };
    }
}
