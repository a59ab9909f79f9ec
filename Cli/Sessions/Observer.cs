using System.Net;
using Microsoft.Extensions.Logging;
using Orkestra.Cli.Failures;
using Orkestra.Cli.Hosts;
using Orkestra.Cli.Settings;
using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Katalog.Model;
using Orkestra.Silo.Definitions;
using Orkestra.Silo.Http;
using Orkestra.Silo.Metrics;

namespace Orkestra.Cli.Sessions;

/// <summary>A host of boxes with its health API, stopped in the order in which nothing is lost: boxes first, then what tells of them.</summary>
internal sealed class Observer : IAsyncDisposable
{
    /// <summary>How long running passes may take to end.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    private readonly IObserverHost _host;
    private readonly PrometheusMetrics _metrics;
    private readonly SiloLifetime _lifetime;
    private readonly HealthServer _server;
    private readonly RunningDefinitions _definitions;

    private Observer(IObserverHost host, RunningDefinitions definitions, PrometheusMetrics metrics, SiloLifetime lifetime, HealthServer server)
    {
        _definitions = definitions;
        _host = host;
        _metrics = metrics;
        _lifetime = lifetime;
        _server = server;
    }

    public IFleet Fleet => _host.Fleet;

    /// <summary>Address of the health API without a slash at the end.</summary>
    public string Health => _server.Address.ToString().TrimEnd('/');

    /// <summary>Makes the host and serves the health API; no box runs yet.</summary>
    /// <param name="createHost">Makes the host; metrics listen already.</param>
    /// <param name="katalogs">What the host runs.</param>
    /// <param name="settings">Where the health API listens.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="logs">Where to log.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="CliException">The port is taken or may not be bound.</exception>
    public static async Task<Observer> ServeAsync(
        Func<IObserverHost> createHost,
        IReadOnlyList<KatalogDefinition> katalogs,
        ObserverSettings settings,
        TimeProvider clock,
        ILoggerFactory logs,
        CancellationToken cancellationToken)
    {
        var metrics = new PrometheusMetrics();
        var definitions = new RunningDefinitions(katalogs);
        var host = createHost();
        try
        {
            var lifetime = new SiloLifetime(clock);
            var api = new HealthApi(host.Fleet, definitions, metrics, lifetime, clock);
            var endpoint = new IPEndPoint(settings.Host, settings.Port);
            var server = await HealthServer.StartAsync(api, endpoint, logs, cancellationToken).ConfigureAwait(false);
            return new Observer(host, definitions, metrics, lifetime, server);
        }
        catch (Exception exception)
        {
            await host.DisposeAsync().ConfigureAwait(false);
            definitions.Dispose();
            metrics.Dispose();
            if (exception is IOException or System.Net.Sockets.SocketException)
            {
                throw new CliException(
                    new CliFailure("ORK0031", $"{settings.Host}:{settings.Port}", $"the health API cannot listen there: {exception.Message}", "choose another port with --port (0 takes a free one)"),
                    innerException: exception);
            }

            throw;
        }
    }

    /// <summary>What runs, and what became of the last change of it.</summary>
    public RunningDefinitions Definitions => _definitions;

    /// <summary>Runs these Katalogs from now on.</summary>
    public async Task ReplaceAsync(IReadOnlyList<KatalogDefinition> katalogs, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await _host.ReplaceAsync(katalogs, cancellationToken).ConfigureAwait(false);
        _definitions.Accept(katalogs, at);
    }

    /// <summary>Starts the boxes.</summary>
    public void Start()
    {
        _host.Start();
        _lifetime.MarkRunning();
    }

    public async ValueTask DisposeAsync()
    {
        _lifetime.MarkStopping();
        try
        {
            await _host.DisposeAsync().AsTask().WaitAsync(StopTimeout).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // A pass that hangs is given up: the process ends.
        }

        await _server.DisposeAsync().ConfigureAwait(false);
        _definitions.Dispose();
        _metrics.Dispose();
    }
}
