using System.Net;
using Microsoft.Extensions.Logging;
using Orkestra.Grains.Budgets;

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

    /// <summary>Requests in a second that passes may make; 0: as many as they will.</summary>
    public int ApiQps { get; init; }

    /// <summary>Requests that may come at once after a quiet time; 0: two seconds' worth.</summary>
    public int ApiBurst { get; init; }

    /// <summary>What both say together; null: no limit.</summary>
    public ApiLimit? ApiLimit => ApiQps == 0 ? null : new ApiLimit(ApiQps, ApiBurst == 0 ? 2 * ApiQps : ApiBurst);

    /// <summary>The folder of the C# hooks; empty: none are loaded.</summary>
    public string Hooks { get; init; } = "";

    /// <summary>The values that count, in a fixed order, for the start of the output.</summary>
    public IReadOnlyList<Setting> Effective { get; init; } = [];
}
