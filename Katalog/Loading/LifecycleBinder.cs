using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Loading;

/// <summary>Compiles what happens at the end of a custom resource (<c>onDelete</c>), after failures (<c>rollback</c>), and to the custom resource itself (<c>labels</c>).</summary>
internal sealed class LifecycleBinder(FragmentCompiler compiler, ConditionBinder conditions, ResourceBinder resources, BehaviourBinder behaviour)
{
    public EntryLifecycle Bind(Located entry, BoxSettings settings, bool forceConflict) => new(
        behaviour.Cleanup(settings.Cleanup),
        Deletion(settings.Hook("onDelete"), forceConflict),
        Rollback(settings.Rollback, settings.OlderRollback, forceConflict),
        Labels(entry.At("labels")),
        behaviour.Events(settings.Events));

    private DeletionDefinition? Deletion(Located? at, bool forceConflict)
    {
        if (at is not { Node: MapNode { Entries.Count: > 0 } } given)
            return null;
        var groups = given.At("groups") is { } list ? list.Items().Where(item => item.Node is MapNode).Select((item, index) => Group(item, index, forceConflict)).ToList() : [];
        return new DeletionDefinition
        {
            Place = given.Place,
            Resources = resources.BindHook("onDelete", given, appliesByDefault: true, forceConflict),
            IsOrdered = given.At("ordered")?.Flag ?? groups.Count > 0,
            Groups = groups,
            Timeout = given.At("timeout")?.Duration ?? DeletionDefinition.DefaultTimeout,
        };
    }

    /// <param name="at"><c>rollback</c>.</param>
    /// <param name="older"><c>rollBackOnError</c>: the same block, or true.</param>
    /// <param name="forceConflict">Whether applies take fields over.</param>
    private RollbackDefinition? Rollback(Located? at, Located? older, bool forceConflict)
    {
        if (at is { } both && older is { } other)
            compiler.Findings.Error(DiagnosticIds.GivenTwice, other, $"rollBackOnError is the older name of rollback, which is on line {both.Place.Line}", "keep rollback");
        if ((at ?? older) is not { } given || given.Node is not MapNode)
            return older?.Flag is true ? new RollbackDefinition() : null;
        return new RollbackDefinition
        {
            ConsecutiveFailures = (int)(given.At("trigger", "consecutiveFailures")?.Whole ?? RollbackDefinition.DefaultFailures),
            Within = given.At("trigger", "withinDuration")?.Duration,
            Resources = resources.BindHook("onRollback", given.At("onRollback"), appliesByDefault: true, forceConflict),
        };
    }

    private MapFragment? Labels(Located? at) => at is { Node: MapNode or ListNode } given && compiler.CompileLabels(given) is { Entries.Count: > 0 } labels ? labels : null;

    private DeletionGroup Group(Located at, int index, bool forceConflict) => new()
    {
        Name = at.At("name")?.Text is { Length: > 0 } name ? name : FormattableString.Invariant($"group {index + 1}"),
        Members = resources.BindNames($"onDelete.groups[{index}]", at, forceConflict),
        Conditions = conditions.Bind(at),
    };
}
