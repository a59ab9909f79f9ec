using Microsoft.Extensions.Logging;
using Orkestra.Cli.Terminal;
using Orkestra.Katalog.EndToEnd;

namespace Orkestra.Cli.EndToEnd.Clusters;

/// <summary>The clusters of one command. A file gets a DevCluster of its own unless it says <c>reuse</c> or belongs to a suite; then it shares that of the same name.</summary>
/// <param name="environment">The process.</param>
/// <param name="options">Which provider, and where an existing cluster is.</param>
/// <param name="logs">Where to log.</param>
internal sealed class ClusterPool(CliEnvironment environment, E2EOptions options, ILoggerFactory logs) : IAsyncDisposable
{
    private readonly Dictionary<string, TestCluster> _shared = new(StringComparer.Ordinal);

    /// <summary>The cluster for a file.</summary>
    /// <param name="definition">The file.</param>
    /// <param name="suite">The file whose cluster it shares; null: it has its own.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public async Task<ClusterLoan> TakeAsync(E2EDefinition definition, E2EDefinition? suite, CancellationToken cancellationToken)
    {
        var of = suite ?? definition;
        var provider = options.Provider ?? (of.Provider is E2EOptions.Existing ? E2EOptions.Existing : E2EOptions.DevCluster);
        var isShared = provider is E2EOptions.Existing || of.ReusesCluster || suite is not null;
        var key = provider is E2EOptions.Existing ? provider : of.ReusesCluster ? $"reused {of.ClusterName}" : $"suite {of.Place.File}";
        if (isShared && _shared.TryGetValue(key, out var known))
            return new ClusterLoan(known, IsOwned: false);
        TestCluster cluster = provider is E2EOptions.Existing
            ? await ExistingTestCluster.ConnectAsync(environment, options, logs, cancellationToken).ConfigureAwait(false)
            : await DevTestCluster.StartAsync(environment, options.SimulatorDelay, logs, cancellationToken).ConfigureAwait(false);
        if (isShared)
            _shared.Add(key, cluster);
        return new ClusterLoan(cluster, IsOwned: !isShared);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var cluster in _shared.Values)
            await cluster.DisposeAsync().ConfigureAwait(false);
    }
}
