using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;
using Orkestra.Cli.Failures;

namespace Orkestra.Cli.Settings;

/// <summary>
/// Binds settings from flags and environment, flags first, and reports every value that is wrong at once. An instance is used once.
/// </summary>
/// <param name="defaults">Defaults of the command.</param>
/// <param name="variable">Reads an environment variable; null when it is not set.</param>
/// <param name="flags">Values given on the command line by flag name, e.g. <c>--port</c>.</param>
internal sealed class SettingsReader(SettingsDefaults defaults, Func<string, string?> variable, IReadOnlyDictionary<string, string> flags)
{
    private readonly List<Setting> _effective = [];
    private readonly List<CliFailure> _failures = [];

    /// <summary>The settings, and what is wrong with them; with a failure the settings must not be used.</summary>
    public (ObserverSettings Settings, IReadOnlyList<CliFailure> Failures) Read()
    {
        var settings = new ObserverSettings
        {
            Workers = Number("workers", null, "DEFAULT_WORKERS", 3, 1, 50),
            Resync = Duration("resync", "DEFAULT_RESYNC", TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(100)),
            FailureThreshold = Number("failureThreshold", null, "FAILURE_THRESHOLD", 5, 1, 1_000_000),
            ClusterName = Bind("clusterName", "--cluster-name", "CLUSTER_NAME", "local", ParseClusterName, "a name of letters, digits, dots and dashes, up to 63 characters", text => text),
            Port = Number("port", "--port", defaults.PortVariable, defaults.Port, 0, 65535),
            Host = Bind("host", "--host", null, IPAddress.Parse(defaults.Host), ParseHost, "an IP address or localhost", host => host.ToString()),
            LogLevel = Bind("logLevel", "--log-level", "LOG_LEVEL", defaults.LogLevel, ParseLevel, "trace, debug, info, warning, error, critical or none", LevelName),
            ApiQps = Number("apiQps", "--api-qps", "ORK_API_QPS", 0, 0, 1_000_000),
            ApiBurst = Number("apiBurst", "--api-burst", "ORK_API_BURST", 0, 0, 1_000_000),
            ExternalHosts = Bind("externalHosts", "--external-hosts", "EXTERNAL_HOSTS", (IReadOnlyList<string>)[], ParseHosts, "a list of names, addresses or *.example.com with commas between", hosts => hosts.Count == 0 ? "all" : string.Join(',', hosts)),
            Hooks = Bind("hooks", "--hooks", "ORK_HOOKS", "", text => (text.Length > 0, text), "a folder", folder => folder.Length == 0 ? "none" : folder),
        };
        return (settings with { Effective = _effective }, _failures);
    }

    private static (bool Good, IPAddress Value) ParseHost(string text) =>
        string.Equals(text, "localhost", StringComparison.OrdinalIgnoreCase) ? (true, IPAddress.Loopback)
        : IPAddress.TryParse(text, out var address) ? (true, address)
        : (false, IPAddress.None);

    private static (bool Good, IReadOnlyList<string> Value) ParseHosts(string text)
    {
        var hosts = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return (hosts.All(host => IPAddress.TryParse(host.Trim('[', ']'), out _) || Uri.CheckHostName(host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host) is UriHostNameType.Dns), hosts);
    }

    private static (bool Good, string Value) ParseClusterName(string text) =>
        (text.Length is > 0 and <= 63 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.') && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1]), text);

    private static (bool Good, LogLevel Value) ParseLevel(string text) => text.ToUpperInvariant() switch
    {
        "TRACE" => (true, LogLevel.Trace),
        "DEBUG" => (true, LogLevel.Debug),
        "INFO" or "INFORMATION" => (true, LogLevel.Information),
        "WARN" or "WARNING" => (true, LogLevel.Warning),
        "ERROR" => (true, LogLevel.Error),
        "CRITICAL" or "FATAL" => (true, LogLevel.Critical),
        "NONE" or "OFF" => (true, LogLevel.None),
        _ => (false, default),
    };

    private static string LevelName(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warning",
        LogLevel.Error => "error",
        LogLevel.Critical => "critical",
        _ => "none",
    };

    private int Number(string name, string? flag, string? variableName, int fallback, int min, int max) => Bind(
        name,
        flag,
        variableName,
        fallback,
        text => (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max, number),
        string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}"),
        number => number.ToString(CultureInfo.InvariantCulture));

    private TimeSpan Duration(string name, string variableName, TimeSpan fallback, TimeSpan min) => Bind(
        name,
        null,
        variableName,
        fallback,
        text => (Durations.TryParse(text, out var duration) && duration >= min, duration),
        $"a duration of at least {Durations.Format(min)}, such as 30s or 1m30s",
        Durations.Format);

    private T Bind<T>(string name, string? flag, string? variableName, T fallback, Func<string, (bool Good, T Value)> parse, string expected, Func<T, string> print)
    {
        var (text, source) = Given(flag, variableName);
        if (text is null)
        {
            _effective.Add(new Setting(name, print(fallback), "default"));
            return fallback;
        }

        var (good, value) = parse(text.Trim());
        if (good)
        {
            _effective.Add(new Setting(name, print(value), source));
            return value;
        }

        _failures.Add(new CliFailure("ORK0010", source, $"setting {name} is \"{text}\", which is not {expected}", $"give {source} such a value or leave it out"));
        return fallback;
    }

    private (string? Text, string Source) Given(string? flag, string? variableName)
    {
        if (flag is not null && flags.TryGetValue(flag, out var text))
            return (text, flag);
        return variableName is null ? (null, "") : (variable(variableName), variableName);
    }
}
