using Microsoft.Extensions.Logging;
using Orkestra.Cli.Commands;
using Orkestra.Cli.Definitions;
using Orkestra.Cli.Display;
using Orkestra.Cli.EndToEnd.Clusters;
using Orkestra.Cli.Hosts;
using Orkestra.Cli.Sessions;
using Orkestra.Cli.Settings;
using Orkestra.Cli.Terminal;
using Orkestra.Silo.Hooking;
using Orkestra.Silo.Hosting;

namespace Orkestra.Cli.EndToEnd.Running;

/// <summary>The observer under test, as <c>ork run</c> starts it: its health API on a free port of this machine, its log kept here.</summary>
internal sealed class RunningOperator : IAsyncDisposable
{
    private readonly Observer _observer;
    private readonly BackgroundWork _lines;
    private readonly HookCatalog _hooks;

    private RunningOperator(Observer observer, BackgroundWork lines, HookCatalog hooks) => (_observer, _lines, _hooks) = (observer, lines, hooks);

    /// <summary>Address of the health API without a slash at the end.</summary>
    public string Health => _observer.Health;

    public static async Task<RunningOperator> StartAsync(
        TestCluster cluster, LoadedDefinitions definitions, ObserverSettings settings, CliEnvironment environment, OperatorLog log, ILoggerFactory logs, CancellationToken cancellationToken)
    {
        var katalogs = definitions.Katalogs;
        var hooks = SessionSetup.LoadHooks(definitions, settings, environment);
        var options = new SiloOptions
        {
            Cluster = settings.ClusterName,
            ExternalHosts = settings.ExternalHosts,
            Hooks = hooks,
            InCluster = cluster.InCluster,
            Namespace = cluster.InCluster ? cluster.Namespace : null,
            Version = VersionCommand.Version,
        };
        var observer = await Observer
            .ServeAsync(() => new LocalHost(cluster.Observing, katalogs, options, environment.Clock, logs), katalogs, settings, environment.Clock, logs, cancellationToken)
            .ConfigureAwait(false);
        var lines = new BackgroundWork();
        lines.Start(new PassLines(observer.Fleet, log).RunAsync);
        observer.Start();
        return new RunningOperator(observer, lines, hooks);
    }

    public async ValueTask DisposeAsync()
    {
        await _observer.DisposeAsync().ConfigureAwait(false);
        await _lines.DisposeAsync().ConfigureAwait(false);
        await _hooks.DisposeAsync().ConfigureAwait(false);
    }
}
