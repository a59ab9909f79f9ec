using System.Globalization;
using Orkestra.Cli.Commands;
using Orkestra.Cli.Display;
using Orkestra.Cli.Failures;
using Orkestra.Cli.Steady;
using Orkestra.Cli.Terminal;
using Orkestra.Grains.Interfaces.Fleet;

namespace Orkestra.Cli.Sessions;

/// <summary>Follows a running fleet to its end: steady, too late, or asked to stop.</summary>
/// <param name="fleet">What runs.</param>
/// <param name="view">Shows it; null without a terminal.</param>
/// <param name="environment">Clock, output and the request to stop.</param>
/// <param name="began">Timestamp of the start of the command.</param>
internal sealed class SessionFollower(IFleet fleet, LiveView? view, CliEnvironment environment, long began)
{
    /// <summary>At most four pictures a second.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(1);

    /// <summary>Looking may take one part in this many of the time, however many custom resources there are.</summary>
    private const int Share = 20;

    /// <summary>Runs to the end and says how the process ends.</summary>
    /// <param name="options">When it ends.</param>
    /// <param name="background">Its failure ends the session.</param>
    public async Task<int> FollowAsync(FollowOptions options, BackgroundWork background)
    {
        var (verdict, snapshot) = view is null
            ? await LoopAsync(options, background, null).ConfigureAwait(false)
            : await view.ShowAsync(show => LoopAsync(options, background, show)).ConfigureAwait(false);
        if (verdict is null)
            return options.ExitCodeOf(environment.Stop.Reason);
        environment.CreateConsole().Write(FinalTree.Render(snapshot!));
        if (verdict.Steady)
        {
            await environment.Out.WriteLineAsync(Summary(snapshot!)).ConfigureAwait(false);
            return ExitCode.Ok;
        }

        foreach (var reason in verdict.Reasons)
            await environment.Error.WriteLineAsync(reason).ConfigureAwait(false);
        var timeout = new CliFailure(
            "ORK0030", "ork", $"not steady after {Seconds(options.Timeout)}: {Counted(verdict.Reasons.Count)}", "mend what they name, or give more time with --timeout");
        await environment.Error.WriteLineAsync(timeout.ToString()).ConfigureAwait(false);
        return ExitCode.Findings;
    }

    private static TimeSpan PauseAfter(TimeSpan look) =>
        TimeSpan.FromMilliseconds(Math.Clamp(look.TotalMilliseconds * Share, Interval.TotalMilliseconds, LongestInterval.TotalMilliseconds));

    private static string Counted(int reasons) => reasons == 1 ? "the line above says why" : string.Create(CultureInfo.InvariantCulture, $"the {reasons} lines above say why");

    private static string Number(long number, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many)}");

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");

    private async Task<(SteadyVerdict? Verdict, FleetSnapshot? Snapshot)> LoopAsync(FollowOptions options, BackgroundWork background, Action<FleetSnapshot>? show)
    {
        var stop = environment.Stop.Token;
        using var wake = CancellationTokenSource.CreateLinkedTokenSource(stop, background.Failed);
        var steady = new SteadyWatch(options.Expected, FollowOptions.Quiet);
        var pause = Interval;
        while (!stop.IsCancellationRequested)
        {
            background.ThrowIfFailed();
            if (options.ExitWhenSteady || show is not null)
            {
                var asked = environment.Clock.GetTimestamp();
                var snapshot = await FleetSnapshot.TakeAsync(fleet, environment.Clock, CancellationToken.None).ConfigureAwait(false);
                show?.Invoke(snapshot);
                var verdict = steady.Look(snapshot);
                if (options.ExitWhenSteady && (verdict.Steady || environment.Clock.GetElapsedTime(began) >= options.Timeout))
                    return (verdict, snapshot);
                pause = PauseAfter(environment.Clock.GetElapsedTime(asked));
            }

            await Task.Delay(pause, environment.Clock, wake.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return (null, null);
    }

    private string Summary(FleetSnapshot snapshot)
    {
        var children = snapshot.Resources.Sum(resource => resource.Children.Count);
        var writes = snapshot.Boxes.Sum(box => box.Writes);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"steady after {environment.Clock.GetElapsedTime(began).TotalSeconds:0.0} s: {Number(snapshot.Resources.Count, "custom resource", "custom resources")} and {Number(children, "child", "children")} ready, {Number(writes, "write", "writes")}");
    }
}
