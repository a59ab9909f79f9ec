using Microsoft.Extensions.Logging;
using Orkestra.Grains.External;
using Orkestra.Grains.Fleet;
using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;
using Orkestra.Kubernetes.Client;
using Orkestra.Silo.External;
using Orkestra.Silo.Hooking;

namespace Orkestra.Silo.Hosting;

/// <summary>The whole observer in one process: boxes and grains side by side, nothing else to run.</summary>
public sealed class LocalSilo : IAsyncDisposable
{
    private readonly Observer _observer;
    private readonly ProtocolCaller? _caller;

    /// <summary>Prepares the boxes of these Katalogs.</summary>
    /// <param name="client">The cluster.</param>
    /// <param name="katalogs">What to run.</param>
    /// <param name="options">Names.</param>
    /// <param name="clock">The one clock.</param>
    /// <param name="logs">Where to log.</param>
    public LocalSilo(KubernetesClient client, IReadOnlyList<KatalogDefinition> katalogs, SiloOptions options, TimeProvider clock, ILoggerFactory logs)
    {
        ArgumentNullException.ThrowIfNull(options);
        var ork = new OrkFacts(options.InCluster, options.Namespace, options.Version);
        if (options is { SkipExternal: false, ExternalCaller: null })
        {
            var hosts = new ExternalHosts(options.ExternalHosts);
            _caller = new ProtocolCaller(new HttpExternalCaller(hosts, Environment.GetEnvironmentVariable), new PostgresCaller(hosts, Environment.GetEnvironmentVariable));
        }

        IExternalCaller? external = options.SkipExternal ? null : options.ExternalCaller ?? _caller;
        // What answers in place of the outside answers in place of hooks, too.
        if (external is not null && (options.ExternalCaller is null || options.Hooks is not null))
            external = new HookCaller(external, options.Hooks, clock, logs.CreateLogger<HookCaller>());
        _observer = new Observer(client, options.Cluster, katalogs, ork, create => new LocalGrainHost(create), external, options.ApiLimit, clock, logs);
    }

    /// <summary>What can be asked of the boxes.</summary>
    public IFleet Fleet => _observer;

    /// <summary>Starts every box. They wait by themselves for CRDs that are missing and for a server that is away.</summary>
    public void Start() => _observer.Start();

    /// <summary>Runs these Katalogs in place of those that run: what is the same is not touched, what changed takes over box by box (docs/decisions/099).</summary>
    public Task ReplaceAsync(IReadOnlyList<KatalogDefinition> katalogs, CancellationToken cancellationToken) => _observer.ReplaceAsync(katalogs, cancellationToken);

    /// <summary>Ends when every box has listed its custom resources once. A box whose CRD is missing keeps it waiting.</summary>
    public Task WhenStartedAsync(CancellationToken cancellationToken) => _observer.WhenStartedAsync(cancellationToken);

    /// <summary>Stops: running passes end between two requests, then the watches close.</summary>
    public async ValueTask DisposeAsync()
    {
        await _observer.DisposeAsync().ConfigureAwait(false);
        if (_caller is not null)
            await _caller.DisposeAsync().ConfigureAwait(false);
    }
}
