namespace Orkestra.Silo.Hosting;

/// <summary>How a silo runs.</summary>
public sealed record SiloOptions
{
    /// <summary>Name of the Kubernetes cluster in keys, metrics and paths; <c>local</c> unless configured.</summary>
    public string Cluster { get; init; } = "local";

    /// <summary>Whether the process runs inside the cluster, for <c>.ork.inCluster</c>.</summary>
    public bool InCluster { get; init; }

    /// <summary>The namespace it runs in, for <c>.ork.namespace</c>; null outside a cluster.</summary>
    public string? Namespace { get; init; }

    /// <summary>The version of Orkestra, for <c>.ork.version</c>.</summary>
    public string Version { get; init; } = typeof(SiloOptions).Assembly.GetName().Version?.ToString(3) ?? "";
}
