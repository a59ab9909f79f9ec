using System.Globalization;
using Orkestra.Cli.Commands;
using Orkestra.Cli.Terminal;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Simulation;

namespace Orkestra.Cli.Simulation;

/// <summary>Runs Simulate files, some at a time, and prints what came of each in the order in which they were found.</summary>
/// <param name="environment">The process.</param>
/// <param name="options">How.</param>
/// <param name="asJUnit">Standard output is the JUnit report.</param>
/// <param name="junitFile">Where a JUnit report goes besides; null: nowhere.</param>
internal sealed class SimulateSession(CliEnvironment environment, SimulationOptions options, bool asJUnit, string? junitFile)
{
    public async Task<int> RunAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var files = await WithImportsAsync(SimulationFiles.Find(paths, environment), cancellationToken).ConfigureAwait(false);
        var runner = new SimulationRunner(environment, options);
        var reports = new SimulationReport?[files.Count];
        using var printing = new SemaphoreSlim(1, 1);
        var (printed, done) = (0, 0);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, files.Count), parallel, async (index, ct) =>
        {
            var report = await runner.RunAsync(files[index], ct).ConfigureAwait(false);
            await printing.WaitAsync(ct).ConfigureAwait(false);
            try
            {
                reports[index] = report;
                done++;
                if (environment.Interactive && done < files.Count)
                    await environment.Error.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"\r{done}/{files.Count} ")).ConfigureAwait(false);
                while (printed < files.Count && reports[printed] is { } next)
                {
                    if (!asJUnit)
                        await PrintAsync(next).ConfigureAwait(false);
                    printed++;
                }
            }
            finally
            {
                printing.Release();
            }
        }).ConfigureAwait(false);

        return await FinishAsync([.. reports.OfType<SimulationReport>()], cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> FinishAsync(IReadOnlyList<SimulationReport> reports, CancellationToken cancellationToken)
    {
        if (asJUnit)
            await environment.Out.WriteAsync(JUnitReport.Of(reports)).ConfigureAwait(false);
        else
            await environment.Out.WriteLineAsync(Summary(reports)).ConfigureAwait(false);
        if (junitFile is not null)
            await File.WriteAllTextAsync(environment.Resolve(junitFile), JUnitReport.Of(reports), cancellationToken).ConfigureAwait(false);
        return reports.Any(report => report.Outcome == SimulationOutcome.Failed) ? ExitCode.Findings : ExitCode.Ok;
    }

    private static string Summary(IReadOnlyList<SimulationReport> reports)
    {
        var counts = new[]
        {
            (Count(SimulationOutcome.Passed) + Count(SimulationOutcome.Shown), "passed"),
            (Count(SimulationOutcome.Failed), "failed"),
            (Count(SimulationOutcome.Skipped), "skipped"),
        };
        return string.Join(", ", counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Item1} {count.Item2}")));

        int Count(SimulationOutcome outcome) => reports.Count(report => report.Outcome == outcome);
    }

    /// <summary>The files and those that they import, each once.</summary>
    private async Task<IReadOnlyList<string>> WithImportsAsync(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var loader = new SimulateLoader(new FileSourceReader(environment.WorkingDirectory));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var runs = new List<string>();
        var open = new Stack<string>(files.Reverse());
        while (open.TryPop(out var file))
        {
            if (!seen.Add(environment.Resolve(file)))
                continue;
            var definition = (await loader.LoadAsync(file, cancellationToken).ConfigureAwait(false)).Definition;
            if (definition is null || definition.Katalog is not null || definition.Imports.Count == 0)
                runs.Add(file);
            foreach (var import in definition?.Imports.Reverse() ?? [])
                open.Push(environment.Shorten(Path.GetFullPath(import.Reference, Path.GetDirectoryName(environment.Resolve(import.RelativeTo))!)));
        }

        return runs;
    }

    private async Task PrintAsync(SimulationReport report)
    {
        var outcome = report.Outcome switch
        {
            SimulationOutcome.Passed => "PASS",
            SimulationOutcome.Shown => "DONE",
            SimulationOutcome.Skipped => "SKIP",
            _ => "FAIL",
        };
        var clear = environment.Interactive ? "\r" : "";
        await environment.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{clear}{outcome} {report.File}: {report.Name}, {report.Cycles} cycles, {report.Passes} passes, {report.Operations.Count(one => one.Succeeded)} operations, {report.Duration.TotalSeconds:0.0} s")).ConfigureAwait(false);
        foreach (var note in report.Notes)
            await environment.Out.WriteLineAsync($"  note: {note}").ConfigureAwait(false);
        foreach (var finding in report.Findings.Where(finding => finding.Severity == DiagnosticSeverity.Error || options.DebugOperations))
            await environment.Out.WriteLineAsync(finding.ToString()).ConfigureAwait(false);
        foreach (var line in report.Difference)
            await environment.Out.WriteLineAsync($"  {line}").ConfigureAwait(false);
        if (report.Outcome != SimulationOutcome.Shown && !options.DebugOperations)
            return;
        foreach (var one in report.Operations.Where(one => one.Succeeded || options.DebugOperations))
            await environment.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  cycle {one.Cycle}: {one}")).ConfigureAwait(false);
        foreach (var error in report.Errors)
            await environment.Out.WriteLineAsync($"  {error}").ConfigureAwait(false);
    }
}
