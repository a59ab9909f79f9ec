using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Apply;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.DevCluster.Simulator;

/// <summary>What shall become of an object, and when. A changed spec or annotation makes another plan, and so starts the delay anew.</summary>
/// <param name="Uid">Of the object.</param>
/// <param name="Spec">Hash of its spec.</param>
/// <param name="Delay">From the first sight to the outcome.</param>
/// <param name="Outcome">The end.</param>
internal sealed record Plan(string Uid, ulong Spec, TimeSpan Delay, SimulatedOutcome Outcome)
{
    public static Plan Of(JsonObject live, SimulatorOptions options)
    {
        var delay = Duration.Parse(live.Annotation(SimulatorAnnotations.Delay)) ?? options.Delays.GetValueOrDefault(live.Kind, options.Delay);
        var outcome = ReadOutcome(live.Annotation(SimulatorAnnotations.Outcome)) ?? options.Outcomes.GetValueOrDefault(live.Kind, SimulatedOutcome.Ready);
        return new Plan(live.Uid, CanonicalJson.Hash(live["spec"]), delay, outcome);
    }

    private static SimulatedOutcome? ReadOutcome(string? text) => text switch
    {
        "ready" => SimulatedOutcome.Ready,
        "fail" => SimulatedOutcome.Fail,
        "stuck" => SimulatedOutcome.Stuck,
        _ => null,
    };
}
