using System.Text.Json.Nodes;
using Orkestra.Grains.Boxes;
using Orkestra.Grains.Hooking;
using Orkestra.Grains.Identity;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Grains.Storage;
using Orkestra.Katalog.Rendering;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.CustomResources;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Passes;

/// <summary>One pass of a custom resource that is being deleted (docs/decisions/088): objects of <c>onDelete</c> → ordered groups → children that the cluster does not collect → the finalizer goes.
/// Each step begins when the one before it is done; watches of the children, and one timer for the timeout, bring the key back.</summary>
internal sealed class DeletionPass(PassServices services, ChildPlanner planner, DeletionSteps steps, Finalizers finalizers, MetadataWriter metadata, StatusWriter status)
{
    public const string Deleting = "Deleting";
    public const string TimedOut = "DeletionTimedOut";
    private const string ObjectsDone = "objects-done";
    private static readonly TimeSpan WatchPause = TimeSpan.FromSeconds(1);

    public async Task<PassOutcome> RunAsync(
        BoxContext box, CustomResourceRecord record, JsonObject live, StampedOwner owner, RenderContext context, RenderContext? asking, WriteCount writes, CancellationToken cancellationToken)
    {
        if (!Finalizers.HasOurs(box, live))
            return new PassOutcome(PassResult.Done, "Deleted", "", writes.Value, AllReady: false);
        var (isKnown, trouble) = await KnowChildrenAsync(box, live, context, cancellationToken).ConfigureAwait(false);
        if (!isKnown)
            return await WaitsAsync(box, record, live, context, "WaitingForWatch", $"waiting until all children are known{(box.Kinds.Blocked is { } error ? $": {error}" : "")}", WatchPause, writes, cancellationToken).ConfigureAwait(false);
        if (asking is not null && Farewell.Take(box, record, asking) is { } again)
            return new PassOutcome(PassResult.Waiting, Deleting, "code of the entry is not done with the deletion yet", writes.Value, AllReady: false) { RequeueAfter = again };
        string? waits;
        try
        {
            (waits, live) = await StepAsync(box, record, live, owner, context, writes, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (box.Entry.Deletion is not null && (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested))
        {
            var (result, reason, message) = PassFault.Classify(error);
            if (result is PassResult.Unreachable)
                throw;
            if (result is PassResult.Waiting)
                return await WaitsAsync(box, record, live, context, reason, message, (error as PassException)?.RequeueAfter, writes, cancellationToken).ConfigureAwait(false);
            return await ToldAsync(box, record, context, new PassReport(result, reason, message, null, ChildFailed: false), PassResult.Failed, null, writes, cancellationToken).ConfigureAwait(false);
        }

        if (waits is null)
            return new PassOutcome(PassResult.Done, "Deleted", ConditionList.Cut(trouble), writes.Value, AllReady: false);
        return await WaitsAsync(box, record, live, context, Deleting, waits, again: null, writes, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The deletion waits. Where the entry says how it goes, that is told, and so is that it takes too long.</summary>
    private async Task<PassOutcome> WaitsAsync(
        BoxContext box, CustomResourceRecord record, JsonObject live, RenderContext context, string reason, string waits, TimeSpan? again, WriteCount writes, CancellationToken cancellationToken)
    {
        if (box.Entry.Deletion is null)
            return new PassOutcome(PassResult.Waiting, reason, ConditionList.Cut(waits), writes.Value, AllReady: false) { RequeueAfter = again };
        var rest = Rest(box, live);
        var late = rest <= TimeSpan.Zero;
        var report = new PassReport(late ? PassResult.Failed : PassResult.Waiting, late ? TimedOut : reason, late ? $"not done in time: {waits}" : waits, null, ChildFailed: false);
        return await ToldAsync(box, record, context, report, PassResult.Waiting, late || again < rest ? again : rest, writes, cancellationToken).ConfigureAwait(false);
    }

    /// <returns>What is waited for, or null when the finalizer is gone; and the custom resource as it is then.</returns>
    private async Task<(string? Waits, JsonObject Live)> StepAsync(
        BoxContext box, CustomResourceRecord record, JsonObject live, StampedOwner owner, RenderContext context, WriteCount writes, CancellationToken cancellationToken)
    {
        if (box.Entry.Deletion is { } definition)
        {
            // What is done is not rendered again: what it was made from may be gone.
            if (!string.Equals(live.Annotation(Stamps.DeletionStage), ObjectsDone, StringComparison.Ordinal)
                && PendingInput.Read(() => LifecycleRenderer.RenderDeletionObjects(box.Entry, context)) is var objects
                && objects.Any(child => child.Wanted))
            {
                if (await steps.MakeAsync(box, objects, record, owner, writes, cancellationToken).ConfigureAwait(false) is { } notDone)
                    return (notDone, live);
                // What is done is not made anew when it goes.
                live = await metadata.AnnotateAsync(box, record, live, Stamps.DeletionStage, ObjectsDone, writes, cancellationToken).ConfigureAwait(false);
            }

            if (definition.IsOrdered && !record.LeavesDependents && await steps.DeleteGroupsAsync(box, context, record, owner, writes, cancellationToken).ConfigureAwait(false) is { } notGone)
                return (notGone, live);
        }

        try
        {
            return await finalizers.ReleaseAsync(box, record, live, owner, writes, cancellationToken).ConfigureAwait(false) ? (null, live) : ("waiting for children to be deleted", live);
        }
        catch (KubernetesApiException refused) when (refused.IsConflict)
        {
            // Others write it too while it goes, the garbage collector among them: the watch brings what they wrote, and time brings the key where nobody wrote.
            throw new PassException(PassResult.Waiting, Deleting, "waiting for the newest state", Pass.AfterConflict);
        }
    }

    /// <summary>Says on the custom resource what its deletion waits for, and why it does not come on.</summary>
    private async Task<PassOutcome> ToldAsync(
        BoxContext box, CustomResourceRecord record, RenderContext context, PassReport report, PassResult result, TimeSpan? rest, WriteCount writes, CancellationToken cancellationToken)
    {
        var live = record.Json.Parse();
        try
        {
            var shown = StatusRenderer.Render(box.Entry, context with { CustomResource = live }, report, box.Status().Handling is StatusHandling.Subresource);
            await status.WriteAsync(box, record, live, shown, writes, cancellationToken).ConfigureAwait(false);
        }
        catch (CrossPendingException)
        {
            // The fields of the status come from there, too; the event of the outcome tells.
        }

        return new PassOutcome(result, report.Reason, ConditionList.Cut(report.Message), writes.Value, AllReady: false) { RequeueAfter = rest };
    }

    private TimeSpan Rest(BoxContext box, JsonObject live) =>
        live.DeletionTimestamp is { } since ? since + box.Entry.Deletion!.Timeout - services.Clock.GetUtcNow() : box.Entry.Deletion!.Timeout;

    /// <summary>Opens the watches of every kind that the custom resource can have children of; only then an empty inventory means that there are none.</summary>
    /// <returns>Whether all are known, and what could not be rendered: that must not hold the deletion up, and is told.</returns>
    private async Task<(bool IsKnown, string Trouble)> KnowChildrenAsync(BoxContext box, JsonObject live, RenderContext context, CancellationToken cancellationToken)
    {
        try
        {
            await planner.PlanAsync(box, live, context, cancellationToken).ConfigureAwait(false);
        }
        catch (PassException waits) when (waits.Result is PassResult.Waiting && waits.Reason is not (PendingInput.WaitingForSource or PendingInput.WaitingForCross))
        {
            return (false, "");
        }
        catch (RenderException error)
        {
            return (box.Kinds.AllSynced, $"deleted by what is known of its children, which cannot be rendered any more: {error.Message}");
        }
        catch (PassException)
        {
            // A kind that is not served, a rule that refuses: nothing that a deletion waits for.
        }

        return (box.Kinds.AllSynced, "");
    }
}
