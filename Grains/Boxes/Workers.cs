using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Orkestra.Grains.Hosting;
using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Grains.Interfaces.Identity;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Grains.Looping;
using Orkestra.Grains.Pausing;
using Orkestra.Grains.Queueing;
using Orkestra.Grains.Storage;
using Orkestra.Grains.Telemetry;
using Orkestra.Grains.Timing;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Boxes;

/// <summary>What the workers of a box do: take a key, let its grain run a pass, decide when the key comes back.</summary>
internal sealed partial class Workers(
    BoxContext box,
    IGrainHost host,
    WorkQueue queue,
    DelayedKeys delayed,
    Departures departures,
    Backoff backoff,
    Pauses pauses,
    BoxHealth health,
    BoxMeter meter,
    OrkestraInstruments instruments,
    Action<FleetEvent> publish,
    TimeProvider clock,
    ILogger logger)
{
    /// <summary>What somebody told us to leave alone is done with, for as long as that holds.</summary>
    private static readonly PassOutcome Paused = new(PassResult.Done, "Paused", "", 0, AllReady: false);

    private static readonly TimeSpan DeparturePause = TimeSpan.FromSeconds(30);

    private readonly TagList _tags = new() { { "crd", GvkLabel(box) }, { "cluster", box.Cluster } };

    public static string GvkLabel(BoxContext box) => $"{box.Resource.Group}/{box.Resource.Version}/{box.Resource.Kind}";

    /// <summary>Works until <paramref name="leave"/>; a pass that runs then is finished. With <paramref name="stop"/> it ends between two requests.</summary>
    public async Task WorkAsync(CancellationToken leave, CancellationToken stop)
    {
        while (!leave.IsCancellationRequested)
        {
            var item = await queue.TakeAsync(leave).ConfigureAwait(false);
            try
            {
                if (box.Store.Find(item.Key) is not { } record)
                    await WithoutPassAsync(item.Key, stop).ConfigureAwait(false);
                else if (pauses.Find(record) is { } pause)
                    LeaveAlone(record, pause);
                else if (record.Loop?.Hold(record, clock.GetUtcNow()) is { } wait)
                    delayed.Set(item.Key, wait);
                else
                    await PassAsync(item, record, stop).ConfigureAwait(false);
            }
            finally
            {
                queue.Done(item.Key);
            }
        }
    }

    /// <summary>It is gone, or left the selector.</summary>
    private async Task WithoutPassAsync(ObjectName key, CancellationToken stop)
    {
        if (departures.Has(key))
        {
            try
            {
                await departures.LetGoAsync(key, stop).ConfigureAwait(false);
            }
            catch (Exception error) when (error is KubernetesApiException or ClusterUnreachableException)
            {
                LogDeparture(box.Entry.Name, key.ToString(), error.Message);
                delayed.Set(key, DeparturePause);
            }
        }

        CaughtUp();
    }

    /// <summary>Its end is a timer or an event; nothing is asked until then.</summary>
    private void LeaveAlone(CustomResourceRecord record, Pause pause)
    {
        if (pause.Until is { } until)
            delayed.Set(record.Name, until - clock.GetUtcNow(), untilTime: true);
        else
            delayed.Remove(record.Name);
        box.Prunes.PassEnded(record, Paused);
        CaughtUp();
    }

    /// <summary>A key that got no pass may have been the last one of the first listing.</summary>
    private void CaughtUp()
    {
        if (queue.Depth == 0)
            health.CaughtUp();
    }

    private async Task PassAsync(WorkItem item, CustomResourceRecord record, CancellationToken stop)
    {
        var key = new CustomResourceKey(box.Cluster, box.Resource.Group, box.Resource.Version, box.Resource.Kind, item.Key.Namespace, item.Key.Name);
        using var span = PassSpan.Begin(instruments.Activities, key, item, clock.GetUtcNow());
        var begun = clock.GetTimestamp();
        PassOutcome? outcome = null;
        meter.Began();
        record.Slot.BeginPass();
        try
        {
            // Removed, or made anew, between the look into the store and the beginning of the pass: events were not held for it.
            if (box.Store.Find(item.Key) != record)
            {
                queue.Add(item.Key, item.Causes);
                return;
            }

            outcome = await host.CustomResource(key).RunPassAsync(new PassRequest(item.Causes, item.Waited), stop).ConfigureAwait(false);
        }
        finally
        {
            span?.End(outcome, clock.GetUtcNow());
            record.Slot.EndPass(() =>
            {
                if (outcome is not null)
                    record.Ended(outcome, clock.GetUtcNow(), box.Entry.Revision);
            });
            meter.Ended(clock.GetElapsedTime(begun), outcome is { Result: PassResult.Failed or PassResult.Unreachable });
        }

        box.Prunes.PassEnded(record, outcome);
        // Its answer brings the key back; a backoff that the pass came from is over, and its failures are not.
        if (outcome.IsAsking)
        {
            delayed.Remove(item.Key);
            return;
        }

        CountLoop(item, record, outcome);
        // One that went during its pass comes back as nothing.
        if (box.Store.Find(item.Key) == record)
            Schedule(item, record, outcome);
        Report(item, outcome, clock.GetElapsedTime(begun));
    }

    private void Schedule(WorkItem item, CustomResourceRecord record, PassOutcome outcome)
    {
        TimeSpan? delay = outcome.Result switch
        {
            PassResult.Failed => backoff.Next(Math.Max(1, record.ConsecutiveFailures)),
            PassResult.Unreachable => backoff.WhileUnreachable(record.UnreachableAttempts),
            _ => outcome.RequeueAfter,
        };
        // What has a time of its own does not wait for a backoff that takes longer.
        if (outcome.RequeueAfter is { } due && (delay is null || due < delay))
            delay = due;
        var isBackoff = outcome.Result is PassResult.Failed or PassResult.Unreachable && delay != outcome.RequeueAfter;
        // The pass has just said when it comes back; what was to bring it back before is over.
        if (delay is { } wait)
            delayed.Set(item.Key, wait, untilTime: !isBackoff);
        else
            delayed.Remove(item.Key);
        if (outcome.RunAgain)
            queue.Add(item.Key, PassCauses.ChildChange);
    }

    /// <summary>What is made for the first time is no loop; what fails has its backoff.</summary>
    private void CountLoop(WorkItem item, CustomResourceRecord record, PassOutcome outcome)
    {
        if (outcome.Writes == 0 || outcome.Result is not (PassResult.Done or PassResult.Waiting) || item.Causes.HasFlag(PassCauses.FirstListing))
            return;
        // A status that only follows the children is written as often as they change.
        var loop = record.Loop ??= new HotLoop { ChildWrites = record.Slot.ChildWrites - 1 };
        var wroteChildren = loop.ChildWrites != record.Slot.ChildWrites;
        loop.ChildWrites = record.Slot.ChildWrites;
        var now = clock.GetUtcNow();
        // A time that the entry asked for, or an answer of the outside. Keys that were slowed come back by a time, too.
        var byTime = (item.Causes & ~(PassCauses.Resync | PassCauses.Retry)) == PassCauses.None && !loop.IsSlowed(now);
        if ((!wroteChildren || byTime) && !outcome.RunAgain && !item.Causes.HasFlag(PassCauses.UserChange))
            return;
        var readsOthers = box.Entry is { Cross.Count: > 0 } or { Watches.Count: > 0 } or { Reads.ReadsSources: true };
        var begins = loop.Wrote(record, readsOthers, now);
        record.Slot.Probe = loop.Probe;
        if (begins)
            LogLoop(box.Entry.Name, record.Name.ToString(), loop.Count, loop.Probe?.Found?.ToString() ?? "not known which field");
    }

    /// <summary>Only passes that asked the rules count: those that ended well, and those that a rule ended.</summary>
    private void CountRules(PassOutcome outcome)
    {
        var isDenied = outcome.Violations.Any(violation => !violation.IsWarning);
        if (box.Entry.Admission.Validation.Count == 0 || (outcome.Result is not PassResult.Done && !isDenied))
            return;
        var tags = _tags;
        tags.Add("source", "reconcile");
        foreach (var violation in outcome.Violations)
        {
            var told = tags;
            told.Add("field", violation.Field);
            told.Add("rule", violation.Rule);
            told.Add("action", violation.IsWarning ? "warn" : "deny");
            instruments.Violations.Add(1, told);
        }

        tags.Add("result", isDenied ? "denied" : outcome.Violations.Count > 0 ? "warned" : "allowed");
        instruments.Validations.Add(1, tags);
    }

    private void Report(WorkItem item, PassOutcome outcome, TimeSpan duration)
    {
        var now = clock.GetUtcNow();
        health.PassEnded(outcome, now);
        var tags = _tags;
        instruments.ReconcileDuration.Record(duration.TotalSeconds, tags);
        instruments.Writes.Add(outcome.Writes, tags);
        tags.Add("result", outcome.Result is PassResult.Failed or PassResult.Unreachable ? "error" : "success");
        instruments.Reconciles.Add(1, tags);
        CountRules(outcome);
        publish(new FleetEvent.PassEnded(now, box.Entry.Name, item.Key.Namespace, item.Key.Name, item.Causes, outcome, duration));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Box}: the finalizer of {Resource}, which left the selector, cannot be taken off and is tried again: {Error}")]
    private partial void LogDeparture(string box, string resource, string error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Box}: {Resource} was written for {Count} times in a row although no user changed it, and is slowed now: {Field}")]
    private partial void LogLoop(string box, string resource, int count, string field);
}
