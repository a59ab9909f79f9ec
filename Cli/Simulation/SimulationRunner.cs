using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Orkestra.Cli.Failures;
using Orkestra.Cli.Sources;
using Orkestra.Cli.Terminal;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Simulation;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Cli.Simulation;

/// <summary>Runs one Simulate file and judges it.</summary>
/// <param name="environment">The process.</param>
/// <param name="options">How.</param>
internal sealed class SimulationRunner(CliEnvironment environment, SimulationOptions options)
{
    private readonly DefinitionSources _reader = DefinitionSources.Of(environment);

    public async Task<SimulationReport> RunAsync(string file, CancellationToken cancellationToken)
    {
        var began = environment.Clock.GetTimestamp();
        var loaded = await new SimulateLoader(_reader).LoadAsync(file, cancellationToken).ConfigureAwait(false);
        var report = loaded.Definition is { } definition
            ? await RunAsync(file, definition, loaded.Diagnostics, cancellationToken).ConfigureAwait(false)
            : new SimulationReport { File = file, Name = file, Outcome = SimulationOutcome.Failed, Findings = loaded.Diagnostics };
        return report with
        {
            Findings = [.. report.Findings.Select(finding => finding with { Place = finding.Place with { File = environment.Shorten(finding.Place.File) } })],
            Duration = environment.Clock.GetElapsedTime(began),
        };
    }

    private async Task<SimulationReport> RunAsync(string file, SimulateDefinition definition, IReadOnlyList<Diagnostic> warnings, CancellationToken cancellationToken)
    {
        var notes = new List<string>();
        var report = new SimulationReport { File = file, Name = definition.Name, About = definition.About, Outcome = SimulationOutcome.Skipped, Notes = notes, Findings = warnings };
        var input = await SimulationInput.ReadAsync(definition, _reader, _reader, notes, cancellationToken).ConfigureAwait(false);
        report = report with { Findings = [.. warnings, .. input.Diagnostics] };
        if (input.Missing.Count > 0)
        {
            notes.AddRange(input.Missing.Select(finding => $"skipped: {finding.Message}"));
            return report with { Findings = warnings };
        }

        if (input.HasErrors)
            return report with { Outcome = SimulationOutcome.Failed };
        if (definition.Target is not null)
            notes.Add($"the serve target {definition.Target} is not simulated: the box of the CRD runs");
        if (input.Resources.Count == 0)
            return Unusable(report, definition.Place, "there is no custom resource to simulate", "name a file with cr or crFiles");
        foreach (var entry in input.Katalogs.SelectMany(katalog => katalog.Entries).Where(entry => entry is { Enabled: true, Reconcilers.Count: > 0 }))
            notes.Add($"{entry.Name}: {string.Join(", ", entry.Reconcilers.Select(reconciler => reconciler.Path))} is not simulated: it answers what external says for this name, else that all is well");
        if (options.DryRun)
        {
            notes.Add("not run: --dry-run");
            return report;
        }

        try
        {
            return await SimulateAsync(definition, input, report, cancellationToken).ConfigureAwait(false);
        }
        catch (CliException error)
        {
            return Unusable(report, definition.Place, $"{error.Failure.Place}: {error.Failure.Message}", error.Failure.Mend);
        }
        catch (KubernetesApiException error)
        {
            return Unusable(report, definition.Place, error.Message, "mend the object: an API server would refuse it too");
        }
    }

    private static SimulationReport Unusable(SimulationReport report, SourcePlace place, string message, string mend) => report with
    {
        Outcome = SimulationOutcome.Failed,
        Findings = [.. report.Findings, new Diagnostic("ORK0052", DiagnosticSeverity.Error, message, mend, place)],
    };

    private async Task<SimulationReport> SimulateAsync(SimulateDefinition definition, SimulationInput input, SimulationReport report, CancellationToken cancellationToken)
    {
        var outside = options.SkipExternal || definition.SkipExternal ? null : definition.External;
        var cluster = await SimulatedCluster.StartAsync(input.Katalogs, input.Crds, outside, options.Start, NullLoggerFactory.Instance, cancellationToken).ConfigureAwait(false);
        await using (cluster.ConfigureAwait(false))
        {
            var cycles = options.Cycles ?? definition.Cycles;
            await cluster.RunCycleAsync(ct => ApplyAsync(cluster, input.Resources, ct), cancellationToken).ConfigureAwait(false);
            for (var cycle = 2; cycle <= cycles; cycle++)
                await cluster.RunCycleAsync(change: null, cancellationToken).ConfigureAwait(false);
            return Judge(definition, cycles, report with { Cycles = cycles, Passes = cluster.Passes, Operations = cluster.Operations, Errors = cluster.Errors });
        }
    }

    private static async Task ApplyAsync(SimulatedCluster cluster, IReadOnlyList<JsonObject> resources, CancellationToken cancellationToken)
    {
        foreach (var resource in resources)
            await cluster.ApplyAsync(resource, cancellationToken).ConfigureAwait(false);
    }

    private static SimulationReport Judge(SimulateDefinition definition, int cycles, SimulationReport report)
    {
        if (definition.Expect is null && definition.ExpectOfEntries.Count == 0)
            return report with { Outcome = SimulationOutcome.Shown };
        var checks = new List<ExpectationCheck>();
        if (definition.Expect is { } all)
            checks.Add(new ExpectationCheck(all, null, report.Operations, report.Errors, cycles));
        checks.AddRange(definition.ExpectOfEntries.Select(one => new ExpectationCheck(one.Value, one.Key, report.Operations, report.Errors, cycles)));
        var failures = checks.SelectMany(check => check.Failures()).ToList();
        return report with
        {
            Outcome = failures.Count == 0 ? SimulationOutcome.Passed : SimulationOutcome.Failed,
            Findings = [.. report.Findings, .. failures],
            Difference = failures.Count == 0 ? [] : [.. checks.SelectMany(check => check.Difference())],
        };
    }
}
