using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Profiles;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Loading;

/// <summary>Finds the settings of an entry wherever its spelling of the language has them. One setting stands in one place.</summary>
internal sealed class BoxSettings(Located entry, Findings findings)
{
    private static readonly string[][] Tuning = [["operatorBox", "reconcile"], ["operatorBox", "reconciler"], ["operatorBox"], []];
    private static readonly string[][] Hooks = [["operatorBox", "reconcile"], ["operatorBox", "reconciler"], ["operatorBox"]];
    private static readonly string[][] Runtime = [["operatorBox", "runtime"], ["operatorBox"], []];
    private static readonly string[][] Rules = [["admission"], []];
    private static readonly string[][] Emit = [["operatorBox", "emit"], ["operatorBox"]];

    public Located? Status => Find("status", Emit);

    public Located? Events => entry.At("operatorBox", "emit", "events");

    public Located? Normalize => Find("normalize", Tuning);

    public Located? Rollback => Find("rollback", Runtime);

    public Located? OlderRollback => Find("rollBackOnError", Runtime);

    public Located? Cleanup => Find("cleanup", Runtime);

    public Located? Requeue => Find("requeue", Hooks);

    public Located? Autoscale => Find("autoscale", Runtime);

    public Located? Cross => Find("cross", [["operatorBox", "observe"], ["operatorBox"]]);

    public Located? Watches => Find("watch", [["operatorBox", "observe"], ["operatorBox"]]);

    public Located? ObservedEvents => Find("events", [["operatorBox", "observe"], ["operatorBox"]]);

    public Located? Validation => Find("validation", Rules);

    public Located? Mutation => Find("mutation", Rules);

    public Located? Conversion => Find("conversion", Rules);

    /// <summary>The older gate: the children are wanted only while it holds.</summary>
    public Located? WantedWhile =>
        entry.At("operatorBox", "preReconcile") is { } gate && (gate.At("when") ?? gate.At("or")) is not null ? gate : entry.At("operatorBox");

    /// <summary>The gates in front of a pass.</summary>
    public IEnumerable<Located> Gates =>
        ((ReadOnlySpan<string>)["enqueueGate", "reconcileGate"]).ToArray().Select(name => entry.At("operatorBox", "preReconcile", name)).OfType<Located>();

    /// <summary>The short form of sentinels of the first gate.</summary>
    public Located? GateSentinels => entry.At("operatorBox", "preReconcile", "sentinels");

    /// <summary>The Motifs of the entry.</summary>
    public Located? Imports => Find("imports", Tuning);

    public Located? Hook(string name) => Find(name, Hooks);

    public Located? Prune => Find("prune", Hooks);

    public bool? TuningFlag(string name) => Find(name, Tuning)?.Flag;

    public bool? RuntimeFlag(string name) => Find(name, Runtime)?.Flag;

    /// <summary>A whole number; null when it is not given or out of the range that the schema check has reported.</summary>
    public int? TuningNumber(string name) => Find(name, Tuning)?.Whole is { } number and >= 1 and <= int.MaxValue ? (int)number : null;

    public TimeSpan? TuningDuration(string name) =>
        Find(name, Tuning)?.Text is { } text && DurationText.TryParse(text, out var duration) && duration > TimeSpan.Zero ? duration : null;

    public IReadOnlyList<string> RuntimeNames(string name) => Find(name, Runtime) is { } list ? [.. list.Items().Select(item => item.Text).OfType<string>()] : [];

    /// <summary>The profile of the class reconciler that the box names.</summary>
    public ReconcilerProfile Profile(ProfileSet profiles)
    {
        if (Find("profile", Hooks) is not { } at || at.Text is not { } name)
            return ReconcilerProfile.Empty;
        foreach (var setting in (ReadOnlySpan<string>)["workers", "resync", "queue"])
        {
            if (Find(setting, Tuning) is { } given)
                findings.Error(DiagnosticIds.GivenTwice, at, $"the profile {name} and {setting} on line {given.Place.Line} say the same thing", $"keep profile or {setting}");
        }

        if (profiles.Find(ProfileClass.Reconciler, name) is { } values)
            return ProfileOf(values);
        findings.Error(DiagnosticIds.UnknownProfile, at, $"there is no {ProfileClass.Reconciler.What} called {name}", profiles.Hint(ProfileClass.Reconciler, name));
        return ReconcilerProfile.Empty;
    }

    private ReconcilerProfile ProfileOf(MapFragment values)
    {
        try
        {
            return ReconcilerProfile.Of(values);
        }
        catch (RenderFaultException fault)
        {
            if (!findings.HasErrorAt(fault.Place))
                findings.Error(DiagnosticIds.WrongType, fault.Place, fault.Message, "write a number");
            return ReconcilerProfile.Empty;
        }
    }

    /// <summary>False: code alone reconciles, and the declared children are not made.</summary>
    public bool RunsTemplates => Find("default", Hooks)?.Flag is not false;

    /// <summary>Somebody has to reconcile, and declared children that nobody makes are told.</summary>
    public void CheckDefault(bool hasCode)
    {
        if (RunsTemplates || Find("default", Hooks) is not { } value)
            return;
        if (!hasCode)
            findings.NotRun(value.Place, "default: false hands the box to code, and it names none: hooks, constructor or remote");
        foreach (var name in (ReadOnlySpan<string>)["onCreate", "onReconcile"])
        {
            if (Find(name, Hooks) is { } declared)
                findings.Warning(DiagnosticIds.NoEffect, declared.Place, $"{name} has no effect with default: false, which hands the box to code", "leave it out, or leave default out");
        }
    }

    /// <summary>What the format's queues do with these settings, queues here need not do.</summary>
    public Located? CheckedQueue()
    {
        var queue = Find("queue", Tuning);
        if (queue?.At("maxDepth") is { } depth && depth.Whole > 0 && queue.Value.At("behaviour") is null)
            findings.Warning(DiagnosticIds.QueueSetting, depth.Place, "maxDepth changes nothing: a queue holds each custom resource once, and no behaviour says what waits beside it", "leave maxDepth out, or add behaviour");
        if (queue?.At("type") is { } type && type.Text is "delayed")
            findings.Warning(DiagnosticIds.QueueSetting, type.Place, "type changes nothing: every queue spaces out its tries and takes keys that come back at a time", "leave type out");
        return queue;
    }

    private Located? Find(string name, string[][] places)
    {
        Located? found = null;
        foreach (var place in places)
        {
            if (entry.At(place)?.At(name) is not { } here)
                continue;
            if (found is null)
                found = here;
            else
                findings.Error(DiagnosticIds.GivenTwice, here, $"{name} is given twice; the other one is {found.Value.Path} on line {found.Value.Place.Line}", "keep one of them");
        }

        return found;
    }
}
