using Microsoft.Extensions.Logging;
using Orkestra.Cli.Definitions;
using Orkestra.Cli.EndToEnd.Checks;
using Orkestra.Cli.EndToEnd.Clusters;
using Orkestra.Cli.EndToEnd.Reporting;
using Orkestra.Cli.Failures;
using Orkestra.Cli.Settings;
using Orkestra.Cli.Sources;
using Orkestra.Cli.Terminal;
using Orkestra.Katalog.EndToEnd;
using Orkestra.Katalog.Templates;

namespace Orkestra.Cli.EndToEnd.Running;

/// <summary>Runs one file on a cluster: brings what it needs, starts the observer, goes through the steps up to the first that fails, and takes away what it brought.</summary>
/// <param name="environment">The process.</param>
/// <param name="options">How.</param>
/// <param name="settings">Those of the observer.</param>
/// <param name="console">Told what happens.</param>
internal sealed class FileRun(CliEnvironment environment, E2EOptions options, ObserverSettings settings, E2EConsole console)
{
    /// <summary>Taking away goes on after Ctrl-C, but not for ever.</summary>
    private static readonly TimeSpan TeardownTime = TimeSpan.FromMinutes(4);

    private readonly List<StepReport> _steps = [];
    private readonly List<string> _problems = [];

    /// <summary>Runs the file. What goes wrong is in the report; only a request to stop is thrown, after everything was taken away.</summary>
    public async Task<E2EReport> RunAsync(TestCase test, LoadedDefinitions definitions, ClusterLoan loan, CancellationToken cancellationToken)
    {
        var began = environment.Clock.GetTimestamp();
        var (definition, cluster) = (test.Definition!, loan.Cluster);
        var log = new OperatorLog(environment.Clock);
        await using var _ = log.ConfigureAwait(false);
        using var logs = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning).AddProvider(log));
        var changes = new ChangeWatch(cluster.Admin, environment.Clock);
        await using var watching = changes.ConfigureAwait(false);
        var scope = ScopeOf(test, definitions, cluster, changes, log);
        var manifests = new TestManifests(DefinitionSources.Of(environment), environment);
        var objects = new TestObjects(definition, definitions, scope, manifests);
        RunningOperator? running = null;
        try
        {
            try
            {
                await objects.PrepareAsync(cancellationToken).ConfigureAwait(false);
                if (!definition.TestsForeignOperator)
                {
                    running = await RunningOperator.StartAsync(cluster, definitions, settings, environment, log, logs, cancellationToken).ConfigureAwait(false);
                    scope.Health = running.Health;
                }

                await StepsAsync(definition, scope, objects, manifests, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
            {
                _problems.Add(FailureTranslator.Translate(failed).Failure.ToString());
            }

            var report = new E2EReport(test.File, definition.Name) { About = definition.About, Steps = _steps, Problems = _problems, Duration = environment.Clock.GetElapsedTime(began) };
            if (options.Keep)
                await console.KeptAsync(report, cluster, scope.Health, cancellationToken).ConfigureAwait(false);
            return report;
        }
        finally
        {
            await TeardownAsync(scope, objects, running, loan).ConfigureAwait(false);
        }
    }

    private StepScope ScopeOf(TestCase test, LoadedDefinitions definitions, TestCluster cluster, ChangeWatch changes, OperatorLog log)
    {
        var groups = definitions.EnabledEntries.Select(static entry => entry.Types.Group).ToHashSet(StringComparer.Ordinal);
        var folder = Path.GetDirectoryName(environment.Resolve(test.File))!;
        return new StepScope(
            cluster,
            new KindFinder(cluster.Admin, groups),
            changes,
            new ObjectLedger(cluster.Admin, changes, environment.Clock),
            new Programs(environment, folder, cluster.Kubeconfig),
            log,
            environment.Clock)
        {
            Namespace = cluster.Namespace,
            Reconciled = definitions.EnabledEntries.Select(static entry => $"{entry.Types.Group}/{entry.Types.Kind}").ToHashSet(StringComparer.Ordinal),
        };
    }

    private async Task StepsAsync(E2EDefinition definition, StepScope scope, TestObjects objects, TestManifests manifests, CancellationToken cancellationToken)
    {
        await objects.ApplyCustomResourcesAsync(cancellationToken).ConfigureAwait(false);
        var runner = new StepRunner(scope, new StepChanges(scope, manifests), console.ProgressAsync);
        var areDeleted = false;
        var failed = "";
        foreach (var step in definition.Steps)
        {
            var reason = failed.Length > 0 ? $"the step before it failed: {failed}" : WhyNotAsked(step);
            if (reason.Length == 0 && step.AfterDeletion != areDeleted)
            {
                areDeleted = step.AfterDeletion;
                if (areDeleted)
                    await objects.DeleteCustomResourcesAsync(cancellationToken).ConfigureAwait(false);
                else
                    await objects.ApplyCustomResourcesAsync(cancellationToken).ConfigureAwait(false);
            }

            if (reason.Length == 0)
                reason = await WhyNotRunAsync(step, objects, cancellationToken).ConfigureAwait(false);
            var report = reason.Length > 0
                ? new StepReport(step.Name, step.Place, StepOutcome.Skipped, TimeSpan.Zero) { Message = reason }
                : await runner.RunAsync(step, options.Timeout ?? step.Timeout, cancellationToken).ConfigureAwait(false);
            if (report.Outcome == StepOutcome.Failed)
            {
                failed = step.Name;
                var live = await objects.LiveAsync(cancellationToken).ConfigureAwait(false);
                report = report with { Details = await new FailureDetails(scope).CollectAsync(runner.Last, live, [step.OnFailure, definition.OnFailure], cancellationToken).ConfigureAwait(false) };
            }

            _steps.Add(report);
            await console.StepAsync(report).ConfigureAwait(false);
        }
    }

    private string WhyNotAsked(E2EStep step) =>
        options.Only.Count == 0 || options.Only.Any(part => step.Name.Contains(part, StringComparison.OrdinalIgnoreCase)) ? "" : "not asked for";

    private async Task<string> WhyNotRunAsync(E2EStep step, TestObjects objects, CancellationToken cancellationToken)
    {
        try
        {
            return !step.IsConditional || step.Runs(await objects.FirstAsync(cancellationToken).ConfigureAwait(false), environment.Clock.GetUtcNow()) ? "" : "its conditions do not hold";
        }
        catch (TemplateException wrong)
        {
            throw new CliException(new CliFailure(wrong.Id, step.Name, wrong.Message, "correct the template in its conditions"), innerException: wrong);
        }
    }

    private async Task TeardownAsync(StepScope scope, TestObjects objects, RunningOperator? running, ClusterLoan loan)
    {
        using var time = new CancellationTokenSource(TeardownTime, environment.Clock);
        await scope.Programs.EndBackgroundAsync().ConfigureAwait(false);
        try
        {
            if (!options.Keep)
                Leftover(await objects.DeleteAsync(time.Token).ConfigureAwait(false));
        }
        catch (Exception failed)
        {
            _problems.Add(FailureTranslator.Translate(failed).Failure.ToString());
        }

        if (running is not null)
            await running.DisposeAsync().ConfigureAwait(false);
        try
        {
            // A cluster that ends with the file takes the rest with it.
            if (!options.Keep && !loan.IsOwned)
                Leftover(await objects.DeleteFrameAsync(time.Token).ConfigureAwait(false));
        }
        catch (Exception failed)
        {
            _problems.Add(FailureTranslator.Translate(failed).Failure.ToString());
        }
    }

    private void Leftover(IReadOnlyList<string> left)
    {
        foreach (var one in left)
            _problems.Add(new CliFailure("ORK0074", one, "it was deleted, and is still there", "look at its finalizers, and at the log of the observer").ToString());
    }
}
