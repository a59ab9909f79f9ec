using Orkestra.Cli.Steady;
using Spectre.Console;

namespace Orkestra.Cli.Display;

/// <summary>The live table: drawn anew with each snapshot while something follows the fleet.</summary>
internal sealed class LiveView(IAnsiConsole console, SessionFacts facts, RecentLogs logs)
{
    /// <summary>Shows what <paramref name="follow"/> hands out until that ends; gives back its result. The last picture stays on the terminal.</summary>
    public Task<T> ShowAsync<T>(Func<Action<FleetSnapshot>, Task<T>> follow) => console
        .Live(new Text("starting …"))
        .Overflow(VerticalOverflow.Crop)
        .StartAsync(live => follow(snapshot => live.UpdateTarget(FleetTable.Render(snapshot, facts, logs.Lines, console.Profile.Height))));
}
