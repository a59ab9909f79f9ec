using System.Globalization;
using Orkestra.Cli.EndToEnd.Clusters;
using Orkestra.Cli.Failures;
using Orkestra.Cli.Terminal;

namespace Orkestra.Cli.EndToEnd.Reporting;

/// <summary>Prints what a test does while it does it.</summary>
/// <param name="environment">Where to.</param>
internal sealed class E2EConsole(CliEnvironment environment)
{
    public Task BeginAsync(string file, string name, TestCluster cluster) => environment.Out.WriteLineAsync($"RUN  {file}: {name} on {cluster.Description}");

    public Task ProgressAsync(string text) => environment.Out.WriteLineAsync($"  …    {text}");

    public async Task StepAsync(StepReport step)
    {
        var word = step.Outcome switch
        {
            StepOutcome.Passed => "ok  ",
            StepOutcome.Skipped => "skip",
            _ => "FAIL",
        };
        var why = step.Outcome == StepOutcome.Skipped ? $" ({step.Message})" : "";
        await environment.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {word} {step.Name}, {step.Duration.TotalSeconds:0.0} s{why}")).ConfigureAwait(false);
        if (step.Outcome != StepOutcome.Failed)
            return;
        var failure = new CliFailure("ORK0071", $"{environment.Shorten(step.Place.File)}:{step.Place.Line.ToString(CultureInfo.InvariantCulture)}", $"{step.Name}: {step.Message}", "the lines below say what was there");
        await environment.Out.WriteLineAsync($"    {failure}").ConfigureAwait(false);
        foreach (var line in step.Details)
            await environment.Out.WriteLineAsync($"    {line}").ConfigureAwait(false);
    }

    public async Task EndAsync(E2EReport report)
    {
        foreach (var problem in report.Problems)
            await environment.Out.WriteLineAsync($"  {problem}").ConfigureAwait(false);
        var passed = report.Steps.Count(static step => step.Outcome == StepOutcome.Passed);
        await environment.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{(report.Passed ? "PASS" : "FAIL")} {report.File}: {report.Name}, {passed} of {report.Steps.Count} steps, {report.Duration.TotalSeconds:0.0} s")).ConfigureAwait(false);
    }

    /// <summary>Says where what was kept is. A DevCluster lives in this process, so it stays until somebody asks to stop.</summary>
    public async Task KeptAsync(E2EReport report, TestCluster cluster, string? health, CancellationToken cancellationToken)
    {
        await environment.Out.WriteLineAsync($"  kept: {(cluster.Kubeconfig is { } path ? $"KUBECONFIG={path}" : cluster.Description)}{(health is null ? "" : $", health {health}")}").ConfigureAwait(false);
        if (cluster.RunsPods)
            return;
        await environment.Out.WriteLineAsync($"  {(report.Passed ? "passed" : "failed")}; the DevCluster and the observer stay until Ctrl-C").ConfigureAwait(false);
        await Task.Delay(Timeout.InfiniteTimeSpan, environment.Clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task SummaryAsync(IReadOnlyList<E2EReport> reports) => environment.Out.WriteLineAsync(string.Create(
        CultureInfo.InvariantCulture, $"{reports.Count(static report => report.Passed)} passed, {reports.Count(static report => !report.Passed)} failed, {reports.Sum(static report => report.Duration.TotalSeconds):0.0} s"));
}
