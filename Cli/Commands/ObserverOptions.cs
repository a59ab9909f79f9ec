using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Orkestra.Cli.Failures;
using Orkestra.Cli.Settings;
using Orkestra.Cli.Sessions;
using Orkestra.Cli.Terminal;

namespace Orkestra.Cli.Commands;

/// <summary>The options that <c>dev</c> and <c>run</c> share.</summary>
internal sealed class ObserverOptions
{
    private readonly CliEnvironment _environment;
    private readonly SettingsDefaults _defaults;

    private readonly Option<string?> _port = new("--port") { HelpName = "N" };

    private readonly Option<string?> _host = new("--host") { HelpName = "ADDRESS" };

    private readonly Option<string?> _clusterName = new("--cluster-name") { HelpName = "NAME", Description = "Name of the Kubernetes cluster in keys, metrics and paths (CLUSTER_NAME) [default: local]" };

    private readonly Option<string?> _logLevel = new("--log-level") { HelpName = "LEVEL" };

    private readonly Option<string?> _externalHosts = new("--external-hosts")
    {
        HelpName = "LIST",
        Description = "Hosts that external calls may reach, with commas between: names, addresses, *.example.com (EXTERNAL_HOSTS) [default: all but link-local addresses]",
    };

    private readonly Option<string?> _apiQps = new("--api-qps") { HelpName = "N", Description = "Requests in a second that passes may make, shared fairly by the boxes; 0: as many as they will (ORK_API_QPS) [default: 0]" };

    private readonly Option<string?> _apiBurst = new("--api-burst") { HelpName = "N", Description = "Requests that may come at once after a quiet time (ORK_API_BURST) [default: two seconds' worth]" };

    private readonly Option<string?> _hooks = new("--hooks") { HelpName = "DIR", Description = "Folder with the assemblies of C# hooks, as dotnet publish makes it, in it or in folders below (ORK_HOOKS) [default: none]" };

    private readonly Option<bool> _exitWhenSteady = new("--exit-when-steady")
    {
        Description = "End with exit code 0 and a tree of all objects once everything is ready and nothing was written for 3 s; with 1 and the reason when the time is over",
    };

    private readonly Option<TimeSpan?> _timeout = new("--timeout")
    {
        HelpName = "TIME",
        Description = "How long --exit-when-steady may take, such as 90s or 5m [default: 2m]",
        CustomParser = ParseTime,
    };

    private readonly Option<bool> _plain = new("--plain") { Description = "Print lines instead of the live table, as without a terminal" };

    public ObserverOptions(Command command, SettingsDefaults defaults, CliEnvironment environment)
    {
        _environment = environment;
        _defaults = defaults;
        _port.Description = defaults.Port == 0
            ? "Port of the health API [default: a free one]"
            : string.Create(CultureInfo.InvariantCulture, $"Port of the health API; 0 takes a free one ({defaults.PortVariable}) [default: {defaults.Port}]");
        _host.Description = $"Address that the health API binds [default: {defaults.Host}]";
        _logLevel.Description = "Least severe level that is logged to standard error: trace, debug, info, warning, error, critical or none (LOG_LEVEL)";
        _logLevel.CompletionSources.Add("trace", "debug", "info", "warning", "error", "critical", "none");
        foreach (Option option in new Option[] { _exitWhenSteady, _timeout, _plain, _port, _host, _clusterName, _logLevel, _externalHosts, _apiQps, _apiBurst, _hooks })
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_timeout) is not null && result.GetResult(_exitWhenSteady) is null)
                result.AddError("--timeout says how long --exit-when-steady may take, which is not given");
        });
    }

    /// <summary>Parses the duration of an option.</summary>
    public static TimeSpan? ParseTime(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (Durations.TryParse(text, out var time))
            return time;
        result.AddError($"\"{text}\" is no duration such as 500ms, 90s or 5m");
        return null;
    }

    /// <summary>The settings that count.</summary>
    /// <exception cref="CliException">One of them is wrong; those before it are printed.</exception>
    public async Task<ObserverSettings> ReadSettingsAsync(ParseResult parsed)
    {
        var flags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var option in new[] { _port, _host, _clusterName, _logLevel, _externalHosts, _apiQps, _apiBurst, _hooks })
        {
            if (parsed.GetValue(option) is { } value)
                flags.Add(option.Name, value);
        }

        var (settings, failures) = new SettingsReader(_defaults, _environment.Variable, flags).Read();
        if (failures.Count == 0)
            return settings;
        foreach (var failure in failures.SkipLast(1))
            await _environment.Error.WriteLineAsync(failure.ToString()).ConfigureAwait(false);
        throw new CliException(failures[^1], ExitCode.Usage);
    }

    /// <summary>Runs a session; one that is stopped while it starts ends as one that is stopped later.</summary>
    public async Task<int> RunAsync(ParseResult parsed, Func<FollowOptions, Task<int>> session)
    {
        var end = ReadEnd(parsed);
        try
        {
            return await session(end).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_environment.Stop.Token.IsCancellationRequested)
        {
            return end.ExitCodeOf(_environment.Stop.Reason);
        }
    }

    private FollowOptions ReadEnd(ParseResult parsed) => new() { ExitWhenSteady = parsed.GetValue(_exitWhenSteady), Timeout = parsed.GetValue(_timeout) ?? FollowOptions.DefaultTimeout };

    /// <summary>Whether the live table is drawn.</summary>
    public bool IsLive(ParseResult parsed) => _environment.Interactive && !parsed.GetValue(_plain);
}
