using System.Text.Json.Nodes;
using Orkestra.Grains.Identity;
using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Grains.Namespaces;
using Orkestra.Grains.Pausing;
using Orkestra.Grains.Storage;
using Orkestra.Grains.Timing;
using Orkestra.Katalog.Model;
using Orkestra.Kubernetes.CustomResources;
using Orkestra.Kubernetes.Readiness;

namespace Orkestra.Grains.Boxes;

/// <summary>Shows a box and its custom resources to those who ask the fleet.</summary>
internal sealed class BoxViews(CrdEntry entry, string katalog, string cluster, BoxHealth health, Backoff backoff, NamespaceWatch namespaces, TimeProvider clock)
{
    public BoxView Box(RunningBox? running)
    {
        var now = health.Now;
        var counts = Count(running);
        return new BoxView
        {
            Name = entry.Name,
            Katalog = katalog,
            Cluster = cluster,
            Group = entry.Types.Group,
            Version = entry.Types.Version,
            Kind = entry.Types.Kind,
            State = now.State,
            Message = Message(now, running, counts.Remark),
            UnmetNeeds = now.UnmetNeeds,
            StartedAt = now.StartedAt,
            LastReconcile = now.LastReconcile,
            LastError = now.LastError,
            TotalReconciles = now.Total,
            FailedReconciles = now.Failed,
            ConsecutiveFailures = now.ConsecutiveFailures,
            FailureThreshold = entry.FailureThreshold,
            ResourceCount = counts.All,
            ReadyCount = counts.Ready,
            DeniedCount = counts.Denied,
            GatedCount = counts.Gated,
            ParkedCount = counts.Parked,
            PausedCount = counts.Paused,
            RolledBackCount = counts.RolledBack,
            SlowedCount = counts.Slowed,
            Revision = entry.Revision,
            CurrentCount = counts.Current,
            QueueDepth = running?.Queue.Depth ?? 0,
            Processing = running?.Queue.Processing ?? 0,
            Delayed = running?.Delayed.Count ?? 0,
            Deferred = running?.Queue.Deferred ?? 0,
            Workers = running?.Scale.Now.Workers ?? entry.Workers,
            WorkersConfigured = entry.WorkersConfigured,
            IsScaled = running?.Scale.Now.IsScaled ?? false,
            Resync = running?.Scale.Now.Resync ?? entry.Resync,
            Resyncs = now.Resyncs,
            Writes = now.Writes,
            LastWrite = now.LastWrite,
            HeldPrune = running is null ? null : Held(running.Context),
        };
    }

    /// <summary>Only those that are shown are parsed: a box may hold very many.</summary>
    public ResourcePage Page(RunningBox running, string? after, int limit)
    {
        var all = running.Context.Store.Records.Select(record => (Key: record.Name.ToString(), Record: record)).OrderBy(each => each.Key, StringComparer.Ordinal).ToList();
        var items = all.SkipWhile(each => after is not null && string.CompareOrdinal(each.Key, after) <= 0).Take(limit + 1).ToList();
        var more = items.Count > limit;
        return new ResourcePage([.. items.Take(limit).Select(each => View(each.Record, running))], all.Count, more ? items[limit - 1].Key : null);
    }

    public ResourceView View(CustomResourceRecord record, RunningBox running)
    {
        var live = record.Json.Parse();
        return new ResourceView(Resource(record, live, running.Pauses), live);
    }

    public IReadOnlyList<CustomResourceView> Resources(RunningBox running) =>
        [.. running.Context.Store.Records.Select(record => Resource(record, record.Json.Parse(), running.Pauses)).OrderBy(view => view.Namespace, StringComparer.Ordinal).ThenBy(view => view.Name, StringComparer.Ordinal)];

    /// <summary>In one go: a box may hold very many records, and it is asked often.</summary>
    private Counts Count(RunningBox? running)
    {
        var counts = new Counts();
        if (running is null)
            return counts;
        foreach (var record in running.Context.Store.Records)
        {
            counts.All++;
            counts.Ready += record.Ready ? 1 : 0;
            counts.Current += record.IsOn(entry.Revision) ? 1 : 0;
            counts.Denied += IsDenied(record.LastOutcome) ? 1 : 0;
            counts.Gated += IsGated(record.LastOutcome) ? 1 : 0;
            counts.RolledBack += record.LastOutcome is { IsRolledBack: true } ? 1 : 0;
            counts.Parked += backoff.IsParked(record.ConsecutiveFailures) ? 1 : 0;
            if (record.Loop is { } loop && loop.IsSlowed(clock.GetUtcNow()))
            {
                counts.Slowed++;
                counts.Remark ??= $"{record.Name} is slowed: it was written for {loop.Count} times although no user changed it: {loop.Probe?.Found?.ToString() ?? "not known which field"}";
            }

            if (running.Pauses.Find(record) is not { } pause)
                continue;
            counts.Paused++;
            counts.Remark ??= pause.Fault is { } fault ? $"{record.Name}: {fault}, so its pause has no end" : null;
        }

        return counts;
    }

    private CustomResourceView Resource(CustomResourceRecord record, JsonObject live, Pauses pauses)
    {
        var outcome = record.LastOutcome;
        return new CustomResourceView
        {
            Box = entry.Name,
            Kind = entry.Types.Kind,
            Namespace = record.Name.Namespace,
            Name = record.Name.Name,
            Generation = record.Generation,
            Created = DateTimeOffset.TryParse((string?)live["metadata"]?["creationTimestamp"], System.Globalization.CultureInfo.InvariantCulture, out var created) ? created : null,
            Phase = (live["status"] as JsonObject)?["phase"]?.ToString(),
            Ready = record.Ready,
            Reason = outcome?.Reason,
            Message = outcome?.Message,
            LastPass = record.LastPass,
            Passes = record.Passes,
            Errors = record.Errors,
            Denied = IsDenied(outcome),
            RolledBack = outcome is { IsRolledBack: true },
            Gated = IsGated(outcome),
            Violations = outcome?.Violations ?? [],
            Parked = backoff.IsParked(record.ConsecutiveFailures),
            Paused = pauses.Find(record) is { } pause ? new PauseView(pause.By, pause.Reason, pause.Until, pause.Fault) : null,
            Slowed = record.Loop is { } loop && loop.IsSlowed(clock.GetUtcNow()) ? new SlowedView(loop.Count, loop.Until, loop.Probe?.Found?.ToString()) : null,
            Children = [.. record.Slot.Children.Where(child => Belongs(child, record)).OrderBy(Position).Select(Child)],
        };
    }

    private static bool IsDenied(PassOutcome? outcome) => outcome is { Result: PassResult.Denied };

    private static bool IsGated(PassOutcome? outcome) => outcome is { IsGated: true };

    private static bool Belongs(ChildRecord child, CustomResourceRecord record) =>
        child.ControllerUid is null || string.Equals(child.ControllerUid, record.Uid, StringComparison.Ordinal);

    private int Position(ChildRecord child)
    {
        for (var i = 0; i < entry.Resources.Count; i++)
        {
            if (string.Equals(entry.Resources[i].Path, child.EntryPath, StringComparison.Ordinal))
                return i;
        }

        return int.MaxValue;
    }

    private static ChildView Child(ChildRecord child) =>
        new(child.Resource.ApiVersion, child.Resource.Kind, child.Name.Namespace, child.Name.Name, child.Ready is ReadyState.Ready, child.ReadyMessage) { AdoptedFrom = child.AdoptedFrom };

    private HeldPrune? Held(BoxContext box) =>
        box.Prunes.Held is { } held ? new HeldPrune(entry.Revision, held.CustomResources, held.Children, entry.PruneMaxResources) : null;

    private string HeldMessage(HeldPrune held) =>
        $"pruning is held: this definition would delete {held.Children} children of {held.CustomResources} custom resources, and prune.maxCRs is {held.Limit}; "
        + $"accept it with the annotation {Stamps.AcceptPrune}: {held.Revision} on the CRD {entry.Types.Plural}.{entry.Types.Group} or on the Katalog";

    private string Message(BoxHealthSnapshot now, RunningBox? running, string? remark)
    {
        if (now.Message.Length > 0 || running is null)
            return now.Message;
        if (Held(running.Context) is { } held)
            return HeldMessage(held);
        if (running.Watch.LastError is { } error)
            return $"watch: {error}";
        if (running.Context.Kinds.Blocked is { } blocked)
            return $"watch of children: {blocked}";
        if (running.Context.Kinds.Trouble is { } trouble)
            return trouble;
        if (remark is not null)
            return remark;
        if (running.Context.Status().Handling is StatusHandling.Dropped)
            return "the CRD keeps no status, so none is written";
        return entry.Namespaced && namespaces.Refused is { } refused ? $"namespaces may not be watched, so every one weighs 1 and none pauses: {refused}" : "";
    }

    private sealed class Counts
    {
        public int All { get; set; }

        public int Ready { get; set; }

        public int Denied { get; set; }

        public int Gated { get; set; }

        public int Parked { get; set; }

        public int RolledBack { get; set; }

        public int Paused { get; set; }

        public int Slowed { get; set; }

        public int Current { get; set; }

        /// <summary>The first thing that is to be told.</summary>
        public string? Remark { get; set; }
    }
}
