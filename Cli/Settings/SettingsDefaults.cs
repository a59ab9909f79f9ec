using Microsoft.Extensions.Logging;

namespace Orkestra.Cli.Settings;

/// <summary>Defaults that differ between the commands.</summary>
/// <param name="Port">Port of the health API; 0 takes a free one.</param>
/// <param name="PortVariable">The variable that sets the port, or null when only the flag does.</param>
/// <param name="Host">Address that the health API binds.</param>
/// <param name="LogLevel">Level of the logs.</param>
internal sealed record SettingsDefaults(int Port, string? PortVariable, string Host, LogLevel LogLevel)
{
    /// <summary>A session on a developer's machine: any free port, reachable from here only, quiet.</summary>
    public static SettingsDefaults Dev { get; } = new(0, null, "127.0.0.1", LogLevel.Warning);

    /// <summary>An observer in a cluster: the known port on all addresses.</summary>
    public static SettingsDefaults Run { get; } = new(8080, "ORK_PORT", "0.0.0.0", LogLevel.Information);
}
