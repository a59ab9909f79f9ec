using System.Globalization;
using Orkestra.Cli.Steady;
using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Grains.Interfaces.Passes;

namespace Orkestra.Cli.Display;

/// <summary>One line for each pass that wrote or did not succeed, and for each box that changed its state.</summary>
internal sealed class PassLines(IFleet fleet, TextWriter writer)
{
    /// <summary>Writes until cancelled. Events from the call on are told.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var fleetEvent in fleet.SubscribeAsync(cancellationToken).ConfigureAwait(false))
        {
            if (Line(fleetEvent) is { } line)
                await writer.WriteLineAsync(line.AsMemory(), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The line of an event, or null when there is nothing to say.</summary>
    internal static string? Line(FleetEvent fleetEvent) => fleetEvent switch
    {
        FleetEvent.PassEnded { Outcome: { Writes: 0, Result: PassResult.Done or PassResult.Waiting } } => null,
        FleetEvent.PassEnded pass => Invariant(
            $"{Time(pass)} {ObjectText.Of(pass.Box, pass.Namespace, pass.Name)}: {Result(pass.Outcome)}, {Writes(pass.Outcome.Writes)}, {pass.Duration.TotalMilliseconds:0.0} ms ({pass.Causes}){Message(pass.Outcome)}"),
        FleetEvent.BoxChanged box => $"{Time(box)} box {box.Box} is {box.State.ToString().ToLowerInvariant()}{(box.Message.Length > 0 ? $": {box.Message}" : "")}",
        _ => null,
    };

    private static string Time(FleetEvent fleetEvent) => fleetEvent.Time.ToLocalTime().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    private static string Result(PassOutcome outcome) => outcome.Result.ToString().ToLowerInvariant();

    private static string Writes(int writes) => writes == 1 ? "1 write" : Invariant($"{writes} writes");

    private static string Message(PassOutcome outcome) =>
        outcome.Result == PassResult.Done || outcome.Message.Length == 0 ? "" : $": {outcome.Message}";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
