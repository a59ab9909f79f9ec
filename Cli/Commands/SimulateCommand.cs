using System.CommandLine;
using Orkestra.Cli.Simulation;
using Orkestra.Cli.Terminal;

namespace Orkestra.Cli.Commands;

/// <summary><c>ork simulate</c>.</summary>
internal sealed class SimulateCommand : Command, IHasExamples
{
    private readonly CliEnvironment _environment;

    private readonly Argument<string[]> _paths = new("path")
    {
        Description = "Simulate files, or folders whose simulate*.yaml are run, those of folders below too [default: this folder]",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<int?> _cycles = new("--cycles") { HelpName = "N", Description = "Cycles to run, in place of what the files say" };
    private readonly Option<string?> _output = new("--output", "-o") { HelpName = "FORM", Description = "text or junit [default: text]" };
    private readonly Option<string?> _junit = new("--junit") { HelpName = "FILE", Description = "Write a JUnit report to this file besides" };
    private readonly Option<bool> _skipExternal = new("--skip-external") { Description = "Make no external calls: templates see called=false" };
    private readonly Option<bool> _devServer = new("--dev-server") { Description = "For scripts of the Go implementation: a stub always answers external calls here, with 200 and {} or as the file says" };
    private readonly Option<bool> _debug = new("--debug-ops") { Description = "Show every operation and warning, refused writes too" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Load and check everything, and run nothing" };

    public SimulateCommand(CliEnvironment environment)
        : base("simulate", "Runs Katalogs over cycles of simulated time on a cluster in memory, and compares what they do with what Simulate files expect.")
    {
        _environment = environment;
        _output.AcceptOnlyFromAmong("text", "junit");
        _cycles.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && (!int.TryParse(result.Tokens[0].Value, System.Globalization.CultureInfo.InvariantCulture, out var cycles) || cycles is < 1 or > 10_000))
                result.AddError("--cycles is a number from 1 to 10000");
        });
        Arguments.Add(_paths);
        foreach (Option option in new Option[] { _cycles, _output, _junit, _skipExternal, _devServer, _debug, _dryRun })
            Options.Add(option);
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples =>
    [
        "ork simulate                                   every simulate*.yaml of this folder and below",
        "ork simulate examples/hello-website/simulate.yaml --debug-ops",
        "ork simulate examples --junit report.xml       for CI: exit code 1 when one is not as expected",
    ];

    private Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = new SimulationOptions
        {
            Cycles = parsed.GetValue(_cycles),
            SkipExternal = parsed.GetValue(_skipExternal),
            DebugOperations = parsed.GetValue(_debug),
            DryRun = parsed.GetValue(_dryRun),
        };
        var session = new SimulateSession(_environment, options, string.Equals(parsed.GetValue(_output), "junit", StringComparison.Ordinal), parsed.GetValue(_junit));
        return session.RunAsync(parsed.GetValue(_paths) ?? [], cancellationToken);
    }
}
