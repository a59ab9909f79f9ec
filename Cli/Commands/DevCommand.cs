using System.CommandLine;
using Orkestra.Cli.Sessions;
using Orkestra.Cli.Settings;
using Orkestra.Cli.Terminal;

namespace Orkestra.Cli.Commands;

/// <summary><c>ork dev PATH</c>.</summary>
internal sealed class DevCommand : Command, IHasExamples
{
    private static readonly TimeSpan DefaultDelay = TimeSpan.FromSeconds(1);

    private readonly CliEnvironment _environment;
    private readonly ObserverOptions _options;

    private readonly Argument<string> _path = new("path") { Description = "A Katalog file, or a folder with a katalog.yaml", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => "." };

    private readonly Option<bool> _noSimulator = new("--no-simulator") { Description = "Leave workloads as they are written: nothing plays nodes and controllers" };

    private readonly Option<TimeSpan?> _delay = new("--sim-delay")
    {
        HelpName = "TIME",
        Description = "How long the simulator lets a workload take to become ready [default: 1s]",
        CustomParser = ObserverOptions.ParseTime,
    };

    public DevCommand(CliEnvironment environment)
        : base("dev", "Runs a Katalog on a Kubernetes API inside this process, with its CRDs and sample objects applied. Ends with Ctrl-C.")
    {
        _environment = environment;
        Arguments.Add(_path);
        _options = new ObserverOptions(this, SettingsDefaults.Dev, environment);
        Options.Add(_noSimulator);
        Options.Add(_delay);
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples =>
    [
        "ork dev examples/hello-website                                      a live table until Ctrl-C",
        "ork dev my-katalog.yaml --exit-when-steady --timeout 60s            for scripts: exit code 0 once all is ready",
        "ork dev examples/hello-website --no-simulator --port 8080           workloads never become ready; fixed health port",
    ];

    private async Task<int> RunAsync(ParseResult parsed)
    {
        var settings = await _options.ReadSettingsAsync(parsed).ConfigureAwait(false);
        var session = new DevSession(_environment, settings, _options.IsLive(parsed));
        TimeSpan? delay = parsed.GetValue(_noSimulator) ? null : parsed.GetValue(_delay) ?? DefaultDelay;
        return await _options.RunAsync(parsed, end => session.RunAsync(parsed.GetValue(_path)!, delay, end)).ConfigureAwait(false);
    }
}
