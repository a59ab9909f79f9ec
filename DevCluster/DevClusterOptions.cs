using Orkestra.Kubernetes.Activity;

namespace Orkestra.DevCluster;

/// <summary>How a <see cref="DevClusterServer"/> starts.</summary>
public sealed record DevClusterOptions
{
    /// <summary>Serve with TLS on 127.0.0.1. Without it only <see cref="DevClusterServer.CreateHandler"/> reaches the server. Default true.</summary>
    public bool Listen { get; init; } = true;

    /// <summary>0 (the default) takes a free port, which is kept over <see cref="DevClusterServer.StopServingAsync"/>.</summary>
    public int Port { get; init; }

    /// <summary>How many events of each resource a watch can be resumed over; older ones are answered 410. Default 10,000.</summary>
    public int HistorySize { get; init; } = 10_000;

    /// <summary>How many requests <see cref="DevClusterServer.Requests"/> remembers. Default 200,000.</summary>
    public int RequestLogSize { get; init; } = 200_000;

    /// <summary>Times of objects, bookmarks and timeouts of watches. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where the server counts controllers that act and events on their way to clients of <see cref="DevClusterServer.CreateHandler"/>; null (the default) counts nothing.</summary>
    public ActivityGauge? Activity { get; init; }
}
