using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Loading;

/// <summary>Compiles when passes are made: <c>queue.behaviour</c>, <c>requeue</c>, and <c>autoscale</c> of workers.</summary>
internal sealed class TuningBinder(FragmentCompiler compiler, ConditionBinder conditions)
{
    public RequeueDefinition? Requeue(Located? at) => at is not { Node: MapNode } given ? null : new RequeueDefinition
    {
        Place = given.Place,
        After = compiler.CompileIfGiven(given.At("after")),
        Conditions = conditions.Bind(given),
    };

    public QueueBehaviour? Behaviour(Located? queue)
    {
        if (queue?.At("behaviour") is not { Node: MapNode } given)
            return null;
        if (queue.Value.At("maxDepth")?.Whole is 0)
            compiler.Findings.Error(DiagnosticIds.UnlimitedQueue, given, "behaviour says what happens at the limit of a queue that has none", "give it a maxDepth, or leave behaviour out");
        return new QueueBehaviour
        {
            AtLimit = Defers(given.At("onLimit")),
            AtThreshold = Defers(given.At("onThreshold")),
            ThresholdPercent = (int)Math.Clamp(given.At("onThreshold", "value")?.Whole ?? 100, 1, 100),
        };
    }

    /// <summary>Its conditions are about the box, not about a custom resource: they are compiled by a binder of their own.</summary>
    public WorkerAutoscale? Autoscale(Located? at, QueueBehaviour? behaviour)
    {
        if (at is not { Node: MapNode } given)
            return null;
        var depth = given.At("do", "queueDepth");
        if (depth is { } useless && behaviour is null)
            compiler.Findings.Warning(DiagnosticIds.QueueSetting, useless.Place, "queueDepth changes nothing: the queue has no behaviour that a depth could begin", "leave queueDepth out, or add queue.behaviour");
        return new WorkerAutoscale
        {
            Interval = Positive(given.At("interval")) ?? new WorkerAutoscale().Interval,
            Cooldown = given.At("cooldown")?.Duration ?? new WorkerAutoscale().Cooldown,
            Workers = given.At("do", "workers")?.Whole is { } workers and >= 1 and <= 50 ? (int)workers : null,
            QueueDepth = (int?)depth?.Whole,
            Resync = Positive(given.At("do", "resync")),
            Conditions = given.At("conditions") is { } block ? Figures(block) : ConditionSet.Always,
        };
    }

    private static TimeSpan? Positive(Located? at) => at?.Duration is { } time && time > TimeSpan.Zero ? time : null;

    private ConditionSet Figures(Located block)
    {
        var set = conditions.Bind(block);
        foreach (var path in set.Reads.Fields.Select(read => read.Path).Where(path => !IsFigure(path)))
            compiler.Findings.Warning(DiagnosticIds.UnknownFigure, block.Place, $"there is no {string.Join('.', path)} here", $"conditions of autoscale see {string.Join(", ", BoxFigures.Names.Select(name => $"metrics.{name}"))}, and cross.ALIAS.metrics of them");
        return set;
    }

    private static bool IsFigure(IReadOnlyList<string> path) => path switch
    {
        ["metrics", var name] => BoxFigures.Names.Contains(name, StringComparer.Ordinal),
        ["cross", _, "metrics", var name] => BoxFigures.Names.Contains(name, StringComparer.Ordinal),
        _ => false,
    };

    private ConditionSet? Defers(Located? at) => at is not { Node: MapNode } given || given.At("drop")?.Flag is false ? null : conditions.Bind(given);
}
