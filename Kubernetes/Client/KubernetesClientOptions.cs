using Orkestra.Kubernetes.Activity;

namespace Orkestra.Kubernetes.Client;

/// <summary>How a client talks to its server.</summary>
public sealed record KubernetesClientOptions
{
    /// <summary>How long one request may take, watches excepted. Default 30 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a request is sent again after 429, or 503 with Retry-After. Default 4.</summary>
    public int MaxThrottleRetries { get; init; } = 4;

    /// <summary>The longest Retry-After that is waited for; a longer one is handed to the caller. Default 30 s.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a read is sent again after the connection failed. Default 2. Writes never are.</summary>
    public int MaxConnectionRetries { get; init; } = 2;

    /// <summary>An unknown kind makes discovery ask the server again, but not more often than this. Default 5 s.</summary>
    public TimeSpan DiscoveryRefreshInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Where watches of this client count what they have underway; null (the default) counts nothing.</summary>
    public ActivityGauge? Activity { get; init; }
}
