using Orkestra.Cli.Commands;
using Orkestra.Cli.Definitions;
using Orkestra.Cli.Display;
using Orkestra.Cli.EndToEnd.Clusters;
using Orkestra.Cli.EndToEnd.Reporting;
using Orkestra.Cli.EndToEnd.Running;
using Orkestra.Cli.Failures;
using Orkestra.Cli.Settings;
using Orkestra.Cli.Terminal;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;

namespace Orkestra.Cli.EndToEnd;

/// <summary>Runs E2E files one after the other and says what came of each.</summary>
/// <param name="environment">The process.</param>
/// <param name="options">How.</param>
/// <param name="settings">Those of the observers under test.</param>
internal sealed class E2ESession(CliEnvironment environment, E2EOptions options, ObserverSettings settings)
{
    private readonly E2EConsole _console = new(environment);

    public async Task<int> RunAsync(IReadOnlyList<string> paths)
    {
        var stop = environment.Stop.Token;
        var cases = await new TestCases(environment).LoadAsync(E2EFiles.Find(paths, environment), stop).ConfigureAwait(false);
        var reports = new List<E2EReport>();
        using var logs = SessionLogging.Create(settings.LogLevel, environment.Clock, null);
        var pool = new ClusterPool(environment, options, logs);
        try
        {
            foreach (var test in cases)
            {
                var report = await RunAsync(test, pool).ConfigureAwait(false);
                reports.Add(report);
                await _console.EndAsync(report).ConfigureAwait(false);
            }
        }
        finally
        {
            await pool.DisposeAsync().ConfigureAwait(false);
            if (options.JUnitFile is { } file)
                await File.WriteAllTextAsync(environment.Resolve(file), E2EJUnitReport.Of(reports), CancellationToken.None).ConfigureAwait(false);
        }

        await _console.SummaryAsync(reports).ConfigureAwait(false);
        return reports.TrueForAll(static report => report.Passed) ? ExitCode.Ok : ExitCode.Findings;
    }

    private async Task<E2EReport> RunAsync(TestCase test, ClusterPool pool)
    {
        var stop = environment.Stop.Token;
        var report = new E2EReport(test.File, test.Definition?.Name ?? "") { About = test.Definition?.About, Problems = test.Problems };
        if (test.Definition is not { Katalog: { } katalog } definition || test.Problems.Count > 0)
            return report;
        try
        {
            var definitions = await new DefinitionLoader(environment, DefaultsOf(settings)).LoadAsync([PathOf(katalog)], stop).ConfigureAwait(false);
            var problems = definitions.Diagnostics.Where(static finding => finding.Severity == DiagnosticSeverity.Error).Concat(definitions.NotExecuted).Select(static finding => finding.ToString()).ToList();
            if (problems.Count > 0)
                return report with { Problems = problems };
            var loan = await pool.TakeAsync(definition, test.Suite, stop).ConfigureAwait(false);
            await using (loan.ConfigureAwait(false))
            {
                await _console.BeginAsync(test.File, definition.Name, loan.Cluster).ConfigureAwait(false);
                return await new FileRun(environment, options, settings, _console).RunAsync(test, definitions, loan, stop).ConfigureAwait(false);
            }
        }
        catch (Exception failed) when (!stop.IsCancellationRequested)
        {
            return report with { Problems = [FailureTranslator.Translate(failed).Failure.ToString()] };
        }
    }

    private static EntryDefaults DefaultsOf(ObserverSettings settings) => new() { Workers = settings.Workers, Resync = settings.Resync, FailureThreshold = settings.FailureThreshold };

    private string PathOf(SourceReference katalog) =>
        katalog.Reference.Contains("://", StringComparison.Ordinal)
            ? katalog.Reference
            : environment.Shorten(Path.GetFullPath(katalog.Reference, Path.GetDirectoryName(environment.Resolve(katalog.RelativeTo))!));
}
