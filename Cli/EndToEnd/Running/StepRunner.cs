using System.Globalization;
using Orkestra.Cli.EndToEnd.Checks;
using Orkestra.Cli.EndToEnd.Reporting;
using Orkestra.Cli.Failures;
using Orkestra.Cli.Settings;
using Orkestra.Katalog.EndToEnd;
using Orkestra.Kubernetes.Client;

namespace Orkestra.Cli.EndToEnd.Running;

/// <summary>Runs one step: waits, changes, and looks until everything is as expected or the time is over.</summary>
/// <param name="scope">Where.</param>
/// <param name="changes">Makes the changes.</param>
/// <param name="progress">Told from time to time what is waited for.</param>
internal sealed class StepRunner(StepScope scope, StepChanges changes, Func<string, Task> progress)
{
    /// <summary>What changes without an event is looked at this often, later less often.</summary>
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(2);

    /// <summary>A watch that reconnects tells of a change late.</summary>
    private static readonly TimeSpan MissedChange = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(5);

    private long _told;
    private Look? _last;

    /// <summary>The last look that was not as expected, for a failure.</summary>
    public Look? Last => _last;

    /// <summary>Runs the step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    public async Task<StepReport> RunAsync(E2EStep step, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var began = _told = scope.Clock.GetTimestamp();
        _last = null;
        using var time = new CancellationTokenSource(timeout + step.Wait, scope.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);
        var message = "";
        try
        {
            if (step.Wait > TimeSpan.Zero)
                await Task.Delay(step.Wait, scope.Clock, either.Token).ConfigureAwait(false);
            foreach (var action in step.Kubectl.Where(static action => action.Changes))
                await changes.MakeAsync(action, either.Token).ConfigureAwait(false);
            await UntilAsync(StepChecks.Objects(step, scope), either.Token).ConfigureAwait(false);
            foreach (var check in StepChecks.Answers(step, scope))
                await UntilAsync([check], either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            message = $"not within {Durations.Format(timeout)}: {(_last is { } last ? $"expected {last.Expected}, and there is {last.Actual}" : "a change or the first look did not end")}";
        }
        catch (Exception failed) when (failed is StepImpossibleException or KubernetesApiException or CliException)
        {
            message = failed.Message;
        }

        var outcome = message.Length == 0 ? StepOutcome.Passed : StepOutcome.Failed;
        return new StepReport(step.Name, step.Place, outcome, scope.Clock.GetElapsedTime(began)) { Message = message.ReplaceLineEndings(" ") };
    }

    /// <summary>Looks until all hold in one round.</summary>
    private async Task UntilAsync(IReadOnlyList<IStepCheck> checks, CancellationToken cancellationToken)
    {
        var pause = ShortPause;
        while (checks.Count > 0)
        {
            var changed = scope.Changes.Changed;
            Look? open = null;
            var isWatched = false;
            foreach (var check in checks)
            {
                var look = await LookAsync(check, cancellationToken).ConfigureAwait(false);
                if (look.Holds)
                    continue;
                (open, isWatched) = (look, check.IsWatched);
                break;
            }

            if (open is null)
                return;
            _last = open;
            await TellAsync(open).ConfigureAwait(false);
            if (isWatched)
                await scope.Changes.WaitAsync(changed, MissedChange, cancellationToken).ConfigureAwait(false);
            else
                await Task.Delay(pause, scope.Clock, cancellationToken).ConfigureAwait(false);
            pause = pause + pause < LongPause ? pause + pause : LongPause;
        }
    }

    /// <summary>A server that is away for a moment, or refuses for one, is looked at again.</summary>
    private static async Task<Look> LookAsync(IStepCheck check, CancellationToken cancellationToken)
    {
        try
        {
            return await check.LookAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failed) when (failed is KubernetesApiException or ClusterUnreachableException)
        {
            return new Look(Holds: false, string.Create(CultureInfo.InvariantCulture, $"an answer for line {check.Place.Line}"), failed.Message);
        }
    }

    private Task TellAsync(Look open)
    {
        if (scope.Clock.GetElapsedTime(_told) < ProgressEvery)
            return Task.CompletedTask;
        _told = scope.Clock.GetTimestamp();
        return progress($"waiting for {open.Expected}: {open.Actual.ReplaceLineEndings(" ")}");
    }
}
