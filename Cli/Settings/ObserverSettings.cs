using System.Net;
using Microsoft.Extensions.Logging;

namespace Orkestra.Cli.Settings;

/// <summary>All settings of an observer. <see cref="SettingsReader"/> binds and checks them.</summary>
internal sealed record ObserverSettings
{
    /// <summary>Workers of a box whose Katalog says nothing.</summary>
    public int Workers { get; init; }

    /// <summary>Resync of a box whose Katalog says nothing.</summary>
    public TimeSpan Resync { get; init; }

    /// <summary>Failures in a row that make a box degraded.</summary>
    public int FailureThreshold { get; init; }

    /// <summary>Name of the Kubernetes cluster in keys, labels and paths.</summary>
    public string ClusterName { get; init; } = "";

    /// <summary>Port of the health API; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Address that the health API binds.</summary>
    public IPAddress Host { get; init; } = IPAddress.Loopback;

    /// <summary>The least severe level that is logged.</summary>
    public LogLevel LogLevel { get; init; }

    /// <summary>Hosts that external calls may reach; empty: all but link-local addresses.</summary>
    public IReadOnlyList<string> ExternalHosts { get; init; } = [];

    /// <summary>The values that count, in a fixed order, for the start of the output.</summary>
    public IReadOnlyList<Setting> Effective { get; init; } = [];
}
