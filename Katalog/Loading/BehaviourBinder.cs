using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Loading;

/// <summary>Compiles what an operator box does besides making children: <c>cleanup</c>, <c>events</c>, and <c>autoscale</c> of a workload.</summary>
internal sealed class BehaviourBinder(FragmentCompiler compiler, ConditionBinder conditions)
{
    public CleanupDefinition? Cleanup(Located? at) => at is not { Node: MapNode } given ? null : new CleanupDefinition
    {
        Place = given.Place,
        DeleteAfter = given.At("deleteAfter")?.Duration,
        Conditions = conditions.Bind(given),
    };

    public IReadOnlyList<EventDefinition> Events(Located? at) =>
        at is { } given ? [.. given.Entries().Where(entry => entry.Value.Node is MapNode).Select(entry => Event(entry.Entry.Key, entry.Value))] : [];

    public WorkloadAutoscale? Autoscale(Located? at) => at is not { Node: MapNode } given ? null : new WorkloadAutoscale
    {
        Min = compiler.CompileIfGiven(given.At("min")),
        Max = compiler.CompileIfGiven(given.At("max")),
        Cooldown = given.At("cooldown")?.Duration ?? TimeSpan.Zero,
        Up = Step(given.At("scaleUp"), "increment"),
        Down = Step(given.At("scaleDown"), "decrement"),
    };

    private EventDefinition Event(string name, Located at)
    {
        var on = at.At("on") is { } list ? list.Items().Select(item => item.Text).OfType<string>().ToHashSet(StringComparer.Ordinal) : ["always"];
        return new EventDefinition
        {
            Name = name,
            Place = at.Place,
            Type = at.At("type")?.Text ?? "Normal",
            Reason = compiler.CompileIfGiven(at.At("reason")),
            Message = compiler.CompileIfGiven(at.At("message")),
            OnSuccess = on.Contains("always") || on.Contains("success"),
            OnFailure = on.Contains("always") || on.Contains("failure"),
            Conditions = conditions.Bind(at),
        };
    }

    private ScaleStep? Step(Located? at, string by) => at is not { Node: MapNode } given ? null : new ScaleStep
    {
        Place = given.Place,
        Conditions = given.At("conditions") is { } block ? conditions.Bind(block) : Katalog.Conditions.ConditionSet.Always,
        By = compiler.CompileIfGiven(given.At(by)),
        Target = compiler.CompileIfGiven(given.At("target")),
    };
}
