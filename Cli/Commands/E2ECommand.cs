using System.CommandLine;
using Orkestra.Cli.EndToEnd;
using Orkestra.Cli.Failures;
using Orkestra.Cli.Settings;
using Orkestra.Cli.Terminal;

namespace Orkestra.Cli.Commands;

/// <summary><c>ork e2e</c>.</summary>
internal sealed class E2ECommand : Command, IHasExamples
{
    private readonly CliEnvironment _environment;

    private readonly Argument<string[]> _paths = new("path")
    {
        Description = "E2E files, or folders whose e2e*.yaml are run, those of folders below too [default: this folder]",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _files = new("--file", "-f") { HelpName = "PATH", Description = "The same as a path", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };

    private readonly Option<string?> _provider = new("--provider")
    {
        HelpName = "NAME",
        Description = "Where the tests run: devcluster (a Kubernetes API in this process) or existing (that of a kubeconfig) [default: what the files say; kind means devcluster]",
    };

    private readonly Option<string?> _kubeconfig = new("--kubeconfig") { HelpName = "FILE", Description = "Kubeconfig of an existing cluster instead of KUBECONFIG or ~/.kube/config" };
    private readonly Option<string?> _context = new("--context") { HelpName = "NAME", Description = "Context of the kubeconfig [default: its current context]" };
    private readonly Option<string?> _junit = new("--junit", "--report-file") { HelpName = "FILE", Description = "Write a JUnit report: a suite for each file, a case for each step" };
    private readonly Option<bool> _keep = new("--keep") { Description = "Take nothing away at the end; a DevCluster stays until Ctrl-C" };
    private readonly Option<TimeSpan?> _timeout = new("--timeout") { HelpName = "TIME", Description = "How long each step may take, in place of what the files say, such as 90s or 5m", CustomParser = ObserverOptions.ParseTime };
    private readonly Option<string[]> _only = new("--only") { HelpName = "STEP", Description = "Run only the steps whose names contain this text; may be given several times", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };

    private readonly Option<string?> _hooks = new("--hooks") { HelpName = "DIR", Description = "Folder with the assemblies of C# hooks, as dotnet publish makes it, in it or in folders below (ORK_HOOKS) [default: none]" };

    private readonly Option<TimeSpan?> _delay = new("--sim-delay")
    {
        HelpName = "TIME",
        Description = "How long the simulator of a DevCluster lets a workload take to become ready [default: 1s]",
        CustomParser = ObserverOptions.ParseTime,
    };

    public E2ECommand(CliEnvironment environment)
        : base("e2e", "Runs Katalogs on a cluster with an observer that it starts itself, and checks step by step what E2E files expect.")
    {
        _environment = environment;
        _provider.AcceptOnlyFromAmong(E2EOptions.DevCluster, E2EOptions.Existing, "kind");
        Arguments.Add(_paths);
        foreach (Option option in new Option[] { _files, _provider, _kubeconfig, _context, _junit, _keep, _timeout, _only, _hooks, _delay })
            Options.Add(option);
        Validators.Add(result =>
        {
            if ((result.GetResult(_kubeconfig) ?? result.GetResult(_context)) is not null && result.GetValue(_provider) is not E2EOptions.Existing)
                result.AddError("--kubeconfig and --context name an existing cluster: add --provider existing");
        });
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples =>
    [
        "ork e2e                                                       every e2e*.yaml of this folder and below, each on a DevCluster",
        "ork e2e -f examples/hello-website/e2e.yaml --only ready       one file, and of it only the steps with \"ready\" in their names",
        "ork e2e examples --provider existing --context staging        on a cluster of yours: nothing is left over",
        "ork e2e examples --junit report.xml --timeout 5m              for CI: exit code 1 when a step fails",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var flags = new Dictionary<string, string>(StringComparer.Ordinal);
        if (parsed.GetValue(_hooks) is { } hooks)
            flags.Add(_hooks.Name, hooks);
        var (settings, failures) = new SettingsReader(SettingsDefaults.Dev, _environment.Variable, flags).Read();
        foreach (var failure in failures.SkipLast(1))
            await _environment.Error.WriteLineAsync(failure.ToString()).ConfigureAwait(false);
        if (failures.Count > 0)
            throw new CliException(failures[^1], ExitCode.Usage);
        var options = new E2EOptions
        {
            Provider = parsed.GetValue(_provider) is "kind" ? E2EOptions.DevCluster : parsed.GetValue(_provider),
            Kubeconfig = parsed.GetValue(_kubeconfig),
            Context = parsed.GetValue(_context),
            JUnitFile = parsed.GetValue(_junit),
            Keep = parsed.GetValue(_keep),
            Timeout = parsed.GetValue(_timeout),
            Only = parsed.GetValue(_only) ?? [],
            SimulatorDelay = parsed.GetValue(_delay) ?? TimeSpan.FromSeconds(1),
        };
        return await new E2ESession(_environment, options, settings).RunAsync([.. parsed.GetValue(_paths) ?? [], .. parsed.GetValue(_files) ?? []]).ConfigureAwait(false);
    }
}
