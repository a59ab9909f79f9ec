namespace Orkestra.Cli.EndToEnd.Clusters;

/// <summary>A cluster for one file.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="IsOwned">Whether it ends with the file; otherwise the file takes away what it made.</param>
internal sealed record ClusterLoan(TestCluster Cluster, bool IsOwned) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => IsOwned ? Cluster.DisposeAsync() : ValueTask.CompletedTask;
}
