using System.Text.Json.Nodes;
using Orkestra.Grains.Boxes;
using Orkestra.Grains.Events;
using Orkestra.Grains.External;
using Orkestra.Grains.Identity;
using Orkestra.Grains.Interfaces.Identity;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Grains.Storage;
using Orkestra.Katalog.Hooking;
using Orkestra.Katalog.Rendering;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.CustomResources;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Readiness;

namespace Orkestra.Grains.Passes;

/// <summary>One run of the reconcile pipeline for one custom resource: plan → finalizer → apply what differs → prune what is gone → status.
/// Awaits nothing but API writes, and writes nothing when nothing changed.</summary>
internal sealed class Pass
{
    /// <summary>A conflict that somebody's write made ends by its event, long before; one that the server made by itself has none.</summary>
    internal static readonly TimeSpan AfterConflict = TimeSpan.FromSeconds(1);

    private readonly ChildPlanner _planner;
    private readonly ChildApplier _applier;
    private readonly ChildPruner _pruner;
    private readonly Finalizers _finalizers;
    private readonly StatusWriter _status;
    private readonly DeletionPass _deletion;
    private readonly Cleanup _cleanup;
    private readonly Rollback _rollback;
    private readonly PassEvents _events;
    private readonly PassServices _services;

    public Pass(PassServices services)
    {
        var metadata = new MetadataWriter(services);
        var deleter = new ChildDeleter(services);
        _services = services;
        _planner = new ChildPlanner(services);
        _applier = new ChildApplier(services, new FirstApply(services));
        _pruner = new ChildPruner(deleter);
        _finalizers = new Finalizers(services, metadata, deleter);
        _status = new StatusWriter(services);
        _deletion = new DeletionPass(services, _planner, new DeletionSteps(services, _planner, _applier, deleter), _finalizers, metadata, _status);
        _cleanup = new Cleanup(services, metadata);
        _rollback = new Rollback(metadata);
        _events = new PassEvents(services.Events);
    }

    public async Task<PassOutcome> RunAsync(CustomResourceKey key, BoxContext box, CustomResourceRecord record, CancellationToken cancellationToken)
    {
        var writes = new WriteCount();
        var answers = Answers(box, record);
        PassOutcome outcome;
        try
        {
            var live = record.Json.Parse();
            outcome = record.Deleting
                ? await DeleteAsync(key, box, record, live, answers, writes, cancellationToken).ConfigureAwait(false)
                : await ReconcileAsync(key, box, record, live, answers, writes, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            var (result, reason, message) = PassFault.Classify(error);
            var ended = error as PassException;
            outcome = new PassOutcome(result, reason, ConditionList.Cut(message), writes.Value, AllReady: false) { RequeueAfter = ended?.RequeueAfter, IsAsking = ended is { IsAsking: true } };
        }

        if (answers is { IsOld: true } && outcome.Result is PassResult.Done)
            outcome = outcome with { RunAgain = true };
        answers?.End(outcome);
        if (!string.Equals(outcome.Reason, FirstApply.BelongsToOther, StringComparison.Ordinal) && outcome is { IsAsking: false, Result: not PassResult.Unreachable })
            _services.Contentions.Withdraw(record.Slot.Hash);
        // What a gate held back, and what failed, is still to be acted on.
        if (outcome is { IsGated: false, IsAsking: false, Result: PassResult.Done or PassResult.Denied })
            box.Changes?.Seen(record.Name);
        _events.Ended(box, record, outcome);
        return Refreshed(box, outcome);
    }

    /// <summary>What another runtime has changes without telling: the pass comes back when its answer is old.</summary>
    private static PassOutcome Refreshed(BoxContext box, PassOutcome outcome) =>
        box.Entry.CrossRefresh is { } every && outcome is { IsAsking: false, Result: PassResult.Done or PassResult.Waiting or PassResult.Denied } && !(outcome.RequeueAfter < every)
            ? outcome with { RequeueAfter = every }
            : outcome;

    /// <summary>What is deleted asks nothing any more, but that code takes leave of it.</summary>
    private PassAnswers? Answers(BoxContext box, CustomResourceRecord record)
    {
        var asks = record.Deleting ? box.Entry.Reconcilers.Count > 0 && !record.HasTakenLeave : box.Entry.AsksOutside;
        if (asks && _services.Outside is { } outside)
        {
            if (record.Deleting)
                record.Answers?.AskOnly([.. box.Entry.Reconcilers.Select(reconciler => reconciler.Farewell.Path)]);
            return outside.Begin(box, record, record.Slot.Hash);
        }

        if (record.Deleting)
            record.AsksNothing();
        return null;
    }

    private async Task<PassOutcome> ReconcileAsync(
        CustomResourceKey key, BoxContext box, CustomResourceRecord record, JsonObject live, PassAnswers? answers, WriteCount writes, CancellationToken cancellationToken)
    {
        var owner = new StampedOwner(key, record.Slot.Hash, record.Uid);
        var cross = _services.Cross.Begin(box.Entry, record);
        var related = _services.Related?.Begin(box.Entry, record);
        related?.Require(box.Entry, record);
        var context = Context(live, record, owner, answers) with { Cross = cross, Related = related, Change = box.Changes?.Find(record.Name), Events = box.Events.Of(record.Name) };
        var gate = PendingInput.Read(() => GateKeeper.Ask(box.Entry, context));
        if (!gate.IsOpen)
        {
            record.Settled = null;
            if (gate.Fault.Length > 0)
                return await GateFailedAsync(box, record, live, context, gate.Fault, writes, cancellationToken).ConfigureAwait(false);
            return new PassOutcome(PassResult.Done, "Gated", "the gate is closed", writes.Value, AllReady: false) { IsGated = true };
        }

        var report = record.Settled is { } settled && settled.Holds(box.Entry, record) ? settled.Report : null;
        record.Settled = null;
        RollbackState? rolledBack = null;
        if (report is null)
        {
            (rolledBack, live) = await _rollback.BeginAsync(box, record, live, writes, cancellationToken).ConfigureAwait(false);
            (report, live) = await BringChildrenAsync(box, record, live, owner, context with { CustomResource = live }, rolledBack, writes, cancellationToken).ConfigureAwait(false);
            if (report.Result is PassResult.Unreachable || report.IsBrief)
                return new PassOutcome(report.Result, report.Reason, ConditionList.Cut(report.Message), writes.Value, AllReady: false) { RequeueAfter = report.RequeueAfter, IsAsking = report.IsAsking, RunAgain = report.RunAgain };
            if (writes.Value > 0)
                context = Context(live, record, owner, answers) with { Cross = cross, Related = related, Events = context.Events };
            if (rolledBack is not null)
                context = context with { PreviousSpec = rolledBack.PreviousSpec };
        }

        report = Requeue.Of(box.Entry, context, report);
        if (_services.Contentions.Of(record.Slot.Hash) is { } contested)
            report = report with { Contested = contested };

        (var isCleanupKnown, report) = Cleanup.Check(box, context, report);
        // What this pass made of the children can be an input of the next one.
        var runAgain = report.Succeeded && writes.Value > 0 && box.Entry.Reads.ChildrenReadChildren;
        var status = PendingInput.Read(() => StatusRenderer.Render(box.Entry, context, report, box.Status().Handling is StatusHandling.Subresource));
        var written = await _status.WriteAsync(box, record, live, status, writes, cancellationToken).ConfigureAwait(false);
        runAgain |= written is StatusAnswer.InputChanged;
        if (report is { Succeeded: true, IsGated: false })
            await KeepSpecAsync(box, record, live, owner, writes, cancellationToken).ConfigureAwait(false);
        var due = report.NextChange;
        if (isCleanupKnown)
            due = Earliest(due, await _cleanup.RunAsync(box, record, context, writes, cancellationToken).ConfigureAwait(false));
        related?.End();
        // Where code answers the next pass asks anew: its replies are not kept.
        if (report.Succeeded && !report.IsHeld && !runAgain && report.Replies.Count == 0)
            record.Settled = new SettledPass(box.Entry, record.ResourceVersion, record.Slot.Children, report);
        return new PassOutcome(report.Result, report.Reason, ConditionList.Cut(report.NotReady ?? report.Message), writes.Value, report.AllReady)
        {
            RunAgain = runAgain,
            RequeueAfter = written is StatusAnswer.Conflict ? AfterConflict : Shorter(report.RequeueAfter, due - _services.Clock.GetUtcNow()),
            IsRolledBack = rolledBack is not null,
            Events = [.. PassEvents.Declared(box, record, context, report.Succeeded), .. PassEvents.Contested(report), .. PassEvents.OfCode(report)],
            IsGated = report.IsGated,
            Violations = Violations(report),
        };
    }

    private static IReadOnlyList<PassViolation> Violations(PassReport report) => report.Violations is { Count: > 0 } found
        ? [.. found.Select(violation => new PassViolation(violation.Rule, violation.Field, violation.Message, violation.IsWarning))]
        : [];

    /// <summary>The pass succeeded, whether this is written or not: a spec that cannot be kept cannot be gone back to, which is told once.</summary>
    private async Task KeepSpecAsync(BoxContext box, CustomResourceRecord record, JsonObject live, StampedOwner owner, WriteCount writes, CancellationToken cancellationToken)
    {
        if (record.UnkeptGeneration == record.Generation)
            return;
        try
        {
            await _rollback.SucceededAsync(box, record, live, writes, cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesApiException refused) when (PassFault.Classify(refused).Result is PassResult.Failed)
        {
            record.UnkeptGeneration = record.Generation;
            _services.Events.Emit(owner.Subject, new EventText(IsWarning: true, "SpecNotKept", "Reconcile", $"this spec works, and cannot be gone back to: {refused.ServerMessage}"));
        }
    }

    /// <summary>A closed gate writes nothing; that it could not be asked is no answer of it, and the condition tells.</summary>
    private async Task<PassOutcome> GateFailedAsync(
        BoxContext box, CustomResourceRecord record, JsonObject live, RenderContext context, string fault, WriteCount writes, CancellationToken cancellationToken)
    {
        var report = new PassReport(PassResult.Failed, "GateFailed", fault, NotReady: null, ChildFailed: false);
        var status = StatusRenderer.Render(box.Entry, context, report, box.Status().Handling is StatusHandling.Subresource);
        await _status.WriteAsync(box, record, live, status, writes, cancellationToken).ConfigureAwait(false);
        return new PassOutcome(PassResult.Failed, report.Reason, ConditionList.Cut(fault), writes.Value, AllReady: false) { IsGated = true };
    }

    /// <summary>Makes the children as they should be.</summary>
    /// <returns>What was found, and the custom resource as it is afterwards.</returns>
    private async Task<(PassReport Report, JsonObject Live)> BringChildrenAsync(
        BoxContext box, CustomResourceRecord record, JsonObject live, StampedOwner owner, RenderContext context, RollbackState? rolledBack, WriteCount writes, CancellationToken cancellationToken)
    {
        PassPlan? plan = null;
        try
        {
            (plan, live) = await PlanAsync(box, record, live, context, rolledBack, writes, cancellationToken).ConfigureAwait(false);
            live = await _finalizers.EnsureAsync(box, record, live, plan, rolledBack?.LabelsOf(context) ?? context, writes, cancellationToken).ConfigureAwait(false);
            var waitsFor = await ApplyAllAsync(box.Resource, plan, owner, record.Slot, writes, cancellationToken).ConfigureAwait(false);
            if (waitsFor is not null)
                return (Report(plan, record.Slot, PassResult.Waiting, "WaitingForDeletion", $"{waitsFor} of an earlier object is still being deleted"), live);
            if (plan.IsPartial)
                return (Partial(plan, record.Slot, writes), live);
            var isPruned = await _pruner.PruneAsync(plan, box, record, owner, writes, cancellationToken).ConfigureAwait(false);
            var report = rolledBack is null
                ? Report(plan, record.Slot, PassResult.Done, PassReport.Ready.Reason, "")
                : Report(plan, record.Slot, PassResult.Waiting, Rollback.Reason, rolledBack.Message) with { RolledBack = rolledBack.Message };
            return (isPruned ? report : report with { IsHeld = true }, live);
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            var (result, reason, message) = PassFault.Classify(error);
            var ended = error as PassException;
            return (Report(plan, record.Slot, result, reason, message) with { RolledBack = rolledBack?.Message, RequeueAfter = ended?.RequeueAfter, IsBrief = ended is { IsBrief: true }, IsAsking = ended is { IsAsking: true }, Violations = plan?.Violations ?? ended?.Violations }, live);
        }
    }

    /// <summary>Code is asked only about a custom resource whose deletion waits for it.</summary>
    private async Task<(PassPlan Plan, JsonObject Live)> PlanAsync(
        BoxContext box, CustomResourceRecord record, JsonObject live, RenderContext context, RollbackState? rolledBack, WriteCount writes, CancellationToken cancellationToken)
    {
        try
        {
            return (await PlanAsync(box, live, context, rolledBack, cancellationToken).ConfigureAwait(false), live);
        }
        catch (UnheldException)
        {
            live = await _finalizers.HoldAsync(box, record, live, writes, cancellationToken).ConfigureAwait(false);
            return (await PlanAsync(box, live, context with { CustomResource = live, IsHeld = true }, rolledBack, cancellationToken).ConfigureAwait(false), live);
        }
    }

    private async Task<PassPlan> PlanAsync(BoxContext box, JsonObject live, RenderContext context, RollbackState? rolledBack, CancellationToken cancellationToken) => rolledBack is null
        ? await _planner.PlanAsync(box, live, context, cancellationToken).ConfigureAwait(false)
        : await _planner.PlanAsync(box, rolledBack.Entry, live, rolledBack.Of(box.Entry, context), cancellationToken).ConfigureAwait(false) with { NamesComplete = false };

    /// <summary>The declared children are made, and the hooks that come after them are asked in the next pass, which sees them.</summary>
    private static PassReport Partial(PassPlan plan, OwnerSlot slot, WriteCount writes)
    {
        const string Message = "hooks come after the declared children";
        return writes.Value > 0
            ? Report(plan, slot, PassResult.Waiting, "WaitingForChildren", Message) with { IsBrief = true, RunAgain = true }
            : Report(plan, slot, PassResult.Failed, "ChildrenNotSeen", $"{Message}, and not all of those that were applied are seen as such");
    }

    /// <returns>The first child that has to go before its successor can be made, or null.</returns>
    private async Task<PlannedChild?> ApplyAllAsync(ApiResource ownerType, PassPlan plan, StampedOwner owner, OwnerSlot slot, WriteCount writes, CancellationToken cancellationToken)
    {
        PlannedChild? waitsFor = null;
        foreach (var child in plan.Children.Where(child => child.Wanted))
        {
            if (!await _applier.ApplyAsync(ownerType, child, owner, slot, writes, cancellationToken).ConfigureAwait(false))
                waitsFor ??= child;
        }

        return waitsFor;
    }

    private Task<PassOutcome> DeleteAsync(CustomResourceKey key, BoxContext box, CustomResourceRecord record, JsonObject live, PassAnswers? answers, WriteCount writes, CancellationToken cancellationToken)
    {
        var owner = new StampedOwner(key, record.Slot.Hash, record.Uid);
        var related = _services.Related?.Begin(box.Entry, record);
        // What is made at a deletion is made once: not from half a view.
        if (box.Entry.Deletion is { Resources.Count: > 0 })
            related?.Require(box.Entry, record);
        var context = Context(live, record, owner, answers: null) with { Cross = _services.Cross.Begin(box.Entry, record), Related = related, Events = box.Events.Of(record.Name) };
        return _deletion.RunAsync(box, record, live, owner, context, answers is null ? null : context with { External = answers }, writes, cancellationToken);
    }

    private RenderContext Context(JsonObject live, CustomResourceRecord record, StampedOwner owner, PassAnswers? answers)
    {
        var children = new List<LiveChild>();
        foreach (var child in record.Slot.Children)
        {
            if (child.Parts is { } parts && (child.ControllerUid is null || string.Equals(child.ControllerUid, owner.Uid, StringComparison.Ordinal)))
                children.Add(new LiveChild(child.Resource.ApiVersion, child.Resource.Kind, child.Name.Namespace, child.Name.Name, child.EntryPath, JsonNode.Parse(parts)!.AsObject()));
        }

        return new RenderContext(live, children, _services.Clock.GetUtcNow(), _services.Ork) { Sources = _services.Sources.For(owner.Hash), External = answers, IsHeld = live.Finalizers.Contains(Stamps.Finalizer, StringComparer.Ordinal) };
    }

    private static PassReport Report(PassPlan? plan, OwnerSlot slot, PassResult result, string reason, string message)
    {
        string? notReady = null;
        var failed = false;
        foreach (var child in plan?.Children.Where(child => child.Wanted) ?? [])
        {
            var state = slot.Find(child.Resource, child.Name);
            if (state?.Ready is ReadyState.Ready)
                continue;
            failed |= state?.Ready is ReadyState.Failed;
            notReady ??= $"{child.Resource.Kind} {child.Name.Name}: {state?.ReadyMessage ?? "not made yet"}";
        }

        if (plan is { Replies: var replies } && replies.Any(reply => reply.IsUnfinished))
            notReady ??= "code of the entry asked to be run again";
        var report = result is PassResult.Done && notReady is null && !failed
            ? PassReport.Ready
            : new PassReport(result, reason, message, result is PassResult.Done ? notReady : null, failed);
        // Every record keeps its last report: those with nothing to tell share one.
        var isPlain = ReferenceEquals(report, PassReport.Ready) && plan is { Violations.Count: 0, IsGated: false, Replies.Count: 0 };
        if (plan?.NextChange is { } next)
            report = report with { NextChange = next };
        return plan is null || isPlain ? report : report with { Violations = plan.Violations, IsGated = plan.IsGated, Replies = plan.Replies, RequeueAfter = plan.Replies.Min(reply => reply.RequeueAfter) };
    }

    private static DateTimeOffset? Earliest(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;

    private static TimeSpan? Shorter(TimeSpan? one, TimeSpan? other)
    {
        if (other < TimeSpan.Zero)
            other = TimeSpan.Zero;
        return one is null || other < one ? other : one;
    }
}
