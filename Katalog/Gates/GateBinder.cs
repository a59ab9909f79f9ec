using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Observation;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Gates;

/// <summary>Compiles the gates in front of passes.</summary>
internal static class GateBinder
{
    public static IReadOnlyList<Gate> Bind(BoxSettings settings, ConditionBinder conditions, ExternalBinder calls)
    {
        var gates = settings.Gates.Select(gate => Bind(gate, conditions) with { Calls = calls.OfGate(gate) }).ToList();
        // The short form of an enqueueGate.
        if (Listed(settings.GateSentinels) is { Count: > 0 } sentinels)
            gates.Insert(0, new Gate(ConditionSet.Always, FailsClosed: false) { Sentinels = sentinels, IsAtQueue = true });
        return gates;
    }

    public static Gate Bind(Located gate, ConditionBinder conditions) => new(conditions.Bind(gate), gate.At("failPolicy")?.Text is "closed")
    {
        Sentinels = Listed(gate.At("sentinels")),
        IsAtQueue = gate.Path.ToString().EndsWith("enqueueGate", StringComparison.Ordinal),
    };

    public static bool ReadsChanges(Gate gate) =>
        gate.Sentinels.Count > 0 || gate.Conditions.Reads.Fields.Any(field => field.Path is [var name, ..] && Sentinels.Names.Contains(name, StringComparer.Ordinal));

    private static IReadOnlyList<string> Listed(Located? list) => list is { } given ? [.. given.Items().Select(item => item.Text).OfType<string>()] : [];
}
