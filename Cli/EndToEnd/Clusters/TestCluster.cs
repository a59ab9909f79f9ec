using Orkestra.Kubernetes.Client;

namespace Orkestra.Cli.EndToEnd.Clusters;

/// <summary>The cluster that a test runs against.</summary>
internal abstract class TestCluster : IAsyncDisposable
{
    /// <summary>What the test itself does.</summary>
    public required KubernetesClient Admin { get; init; }

    /// <summary>What the observer under test does.</summary>
    public required KubernetesClient Observing { get; init; }

    /// <summary>The namespace of objects that name none.</summary>
    public required string Namespace { get; init; }

    /// <summary>The value of KUBECONFIG for commands; null: none is needed.</summary>
    public required string? Kubeconfig { get; init; }

    /// <summary>For people: <c>DevCluster, Kubernetes v1.35.0</c>.</summary>
    public required string Description { get; init; }

    /// <summary>Whether nodes run the pods; a DevCluster has none.</summary>
    public abstract bool RunsPods { get; }

    /// <summary>Whether it is there for tests alone: a namespace that is missing is made, and an object that is there is overwritten. In a cluster of somebody else both are mistakes.</summary>
    public abstract bool IsForTests { get; }

    /// <summary>Whether the observer runs as a pod there.</summary>
    public virtual bool InCluster => false;

    public abstract ValueTask DisposeAsync();
}
