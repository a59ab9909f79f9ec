using Microsoft.Extensions.Logging;
using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Katalog.Model;
using Orkestra.Kubernetes.Client;
using Orkestra.Silo.Hosting;

namespace Orkestra.Cli.Hosts;

/// <summary>Everything in this process.</summary>
internal sealed class LocalHost(KubernetesClient client, IReadOnlyList<KatalogDefinition> katalogs, SiloOptions options, TimeProvider clock, ILoggerFactory logs) : IObserverHost
{
    private readonly LocalSilo _silo = new(client, katalogs, options, clock, logs);

    public IFleet Fleet => _silo.Fleet;

    public void Start() => _silo.Start();

    public Task ReplaceAsync(IReadOnlyList<KatalogDefinition> katalogs, CancellationToken cancellationToken) => _silo.ReplaceAsync(katalogs, cancellationToken);

    public ValueTask DisposeAsync() => _silo.DisposeAsync();
}
