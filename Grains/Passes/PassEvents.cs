using System.Collections.ObjectModel;
using Orkestra.Grains.Boxes;
using Orkestra.Grains.Events;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Grains.Storage;
using Orkestra.Katalog.Rendering;

namespace Orkestra.Grains.Passes;

/// <summary>Decides which Kubernetes events a pass tells (docs/decisions/086): those of the entry, and of its own failures, recoveries, warnings and deletions. One that says what was said last is not told again,
/// and a first pass that found nothing to write tells nothing: it was told before this process started.</summary>
internal sealed class PassEvents(EventSink sink)
{
    private const string Outcome = "reconcile";
    private const string Warnings = "warnings";
    private const string Deletion = "deletion";

    public void Ended(BoxContext box, CustomResourceRecord record, PassOutcome outcome)
    {
        if (outcome.IsAsking || outcome.Result is PassResult.Unreachable)
            return;
        var isFirst = record.Told is null;
        var told = record.Told ?? ReadOnlyDictionary<string, PassEvent>.Empty;
        var now = new Dictionary<string, PassEvent>(StringComparer.Ordinal);
        foreach (var each in Of(box.Resource.Kind, record.Deleting, outcome, told).Concat(outcome.Events))
        {
            now[each.Name] = each;
            if (told.GetValueOrDefault(each.Name) != each && !(isFirst && outcome.Writes == 0))
                sink.Emit(new EventSubject(box.Resource.ApiVersion, box.Resource.Kind, record.Name.Namespace, record.Name.Name, record.Uid), new EventText(each.IsWarning, each.Reason, each.Action, each.Message));
        }

        // A pass that waits found nothing out: what was so still is.
        if (outcome.Result is PassResult.Waiting)
        {
            if (isFirst && now.Count == 0)
                return;
            foreach (var (name, before) in told)
                now.TryAdd(name, before);
        }

        // Most have nothing to tell, and share that.
        record.Told = now.Count == 0 ? ReadOnlyDictionary<string, PassEvent>.Empty : now;
    }

    /// <summary>What the entry says.</summary>
    public static IReadOnlyList<PassEvent> Declared(BoxContext box, CustomResourceRecord record, RenderContext context, bool succeeded)
    {
        if (box.Entry.Events.Count == 0)
            return [];
        var (events, failures) = LifecycleRenderer.RenderEvents(box.Entry, context with { CustomResource = record.Json.Parse() }, succeeded);
        return
        [
            .. events.Where(each => each.Reason.Length > 0).Select(each => new PassEvent($"emit.{each.Name}", each.IsWarning, each.Reason, "Reconcile", each.Message)),
            .. failures.Select(failure => new PassEvent(failure.EntryPath, IsWarning: true, "EventNotRendered", "Reconcile", failure.ToString())),
        ];
    }

    /// <summary>Others want a child of it.</summary>
    public static IReadOnlyList<PassEvent> Contested(PassReport report) =>
        report.Contested is { } text ? [new PassEvent("contested", IsWarning: true, "ChildContested", "Reconcile", text)] : [];

    /// <summary>What code of the entry says.</summary>
    public static IEnumerable<PassEvent> OfCode(PassReport report) =>
        report.Replies.SelectMany(reply => reply.Events).Where(each => each.Reason.Length > 0).Select(each => new PassEvent($"code.{each.Reason}", each.IsWarning, each.Reason, "Reconcile", each.Message));

    private static IEnumerable<PassEvent> Of(string kind, bool deleting, PassOutcome outcome, IReadOnlyDictionary<string, PassEvent> told)
    {
        if (deleting)
            return OfDeletion(kind, outcome, told);
        return outcome.Result switch
        {
            PassResult.Failed or PassResult.Denied => [new PassEvent(Outcome, IsWarning: true, $"{kind}ReconcileError", "Reconcile", $"{outcome.Reason}: {outcome.Message}")],
            PassResult.Waiting when outcome.IsRolledBack => [new PassEvent("rollback", IsWarning: true, $"{kind}RolledBack", "Rollback", outcome.Message)],
            PassResult.Done => OfSuccess(kind, outcome, told),
            _ => [],
        };
    }

    /// <summary>Success is the rule, and told only when it ends a failure.</summary>
    private static IEnumerable<PassEvent> OfSuccess(string kind, PassOutcome outcome, IReadOnlyDictionary<string, PassEvent> told)
    {
        if (told.TryGetValue(Outcome, out var before))
            yield return before.IsWarning ? new PassEvent(Outcome, IsWarning: false, $"{kind}Reconciled", "Reconcile", "the last pass succeeded") : before;
        if (outcome.Violations.Count > 0)
            yield return new PassEvent(Warnings, IsWarning: true, "ValidationWarning", "Reconcile", string.Join("; ", outcome.Violations.Select(violation => $"{violation.Field}: {violation.Message}")));
    }

    private static IEnumerable<PassEvent> OfDeletion(string kind, PassOutcome outcome, IReadOnlyDictionary<string, PassEvent> told)
    {
        var isError = outcome.Result is PassResult.Failed || outcome.Reason is DeletionPass.TimedOut;
        if (isError)
            yield return new PassEvent(Deletion, IsWarning: true, $"{kind}DeleteError", "Delete", $"{outcome.Reason}: {outcome.Message}");
        else if (outcome is { Result: PassResult.Waiting, Reason: DeletionPass.Deleting })
            yield return new PassEvent(Deletion, IsWarning: false, $"{kind}Deleting", "Delete", outcome.Message);
        else if (outcome.Result is PassResult.Done && outcome.Message.Length > 0)
            yield return new PassEvent(Deletion, IsWarning: true, $"{kind}DeleteError", "Delete", outcome.Message);
        else if (outcome.Result is PassResult.Done && told.ContainsKey(Deletion))
            yield return new PassEvent(Deletion, IsWarning: false, $"{kind}Deleted", "Delete", "everything that had to go is gone");
    }
}
