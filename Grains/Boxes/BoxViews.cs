using System.Text.Json.Nodes;
using Orkestra.Grains.Identity;
using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Grains.Namespaces;
using Orkestra.Grains.Storage;
using Orkestra.Grains.Timing;
using Orkestra.Katalog.Model;
using Orkestra.Kubernetes.CustomResources;
using Orkestra.Kubernetes.Readiness;

namespace Orkestra.Grains.Boxes;

/// <summary>Shows a box and its custom resources to those who ask the fleet.</summary>
internal sealed class BoxViews(CrdEntry entry, string katalog, string cluster, BoxHealth health, Backoff backoff, NamespaceWatch namespaces)
{
    public BoxView Box(RunningBox? running)
    {
        var now = health.Now;
        var (all, ready, denied, gated, parked) = Count(running?.Context.Store.Records ?? []);
        return new BoxView
        {
            Name = entry.Name,
            Katalog = katalog,
            Cluster = cluster,
            Group = entry.Types.Group,
            Version = entry.Types.Version,
            Kind = entry.Types.Kind,
            State = now.State,
            Message = Message(now, running),
            UnmetNeeds = now.UnmetNeeds,
            StartedAt = now.StartedAt,
            LastReconcile = now.LastReconcile,
            LastError = now.LastError,
            TotalReconciles = now.Total,
            FailedReconciles = now.Failed,
            ConsecutiveFailures = now.ConsecutiveFailures,
            FailureThreshold = entry.FailureThreshold,
            ResourceCount = all,
            ReadyCount = ready,
            DeniedCount = denied,
            GatedCount = gated,
            ParkedCount = parked,
            QueueDepth = running?.Queue.Depth ?? 0,
            Processing = running?.Queue.Processing ?? 0,
            Delayed = running?.Delayed.Count ?? 0,
            Workers = entry.Workers,
            WorkersConfigured = entry.WorkersConfigured,
            Resync = entry.Resync,
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
        return new ResourcePage([.. items.Take(limit).Select(each => View(each.Record))], all.Count, more ? items[limit - 1].Key : null);
    }

    public ResourceView View(CustomResourceRecord record)
    {
        var live = record.Json.Parse();
        return new ResourceView(Resource(record, live), live);
    }

    public IReadOnlyList<CustomResourceView> Resources(RunningBox running) =>
        [.. running.Context.Store.Records.Select(record => Resource(record, record.Json.Parse())).OrderBy(view => view.Namespace, StringComparer.Ordinal).ThenBy(view => view.Name, StringComparer.Ordinal)];

    /// <summary>In one go: a box may hold very many records, and it is asked often.</summary>
    private (int All, int Ready, int Denied, int Gated, int Parked) Count(IEnumerable<CustomResourceRecord> records)
    {
        var (all, ready, denied, gated, parked) = (0, 0, 0, 0, 0);
        foreach (var record in records)
        {
            all++;
            if (record.Ready)
                ready++;
            if (IsDenied(record.LastOutcome))
                denied++;
            if (IsGated(record.LastOutcome))
                gated++;
            if (backoff.IsParked(record.ConsecutiveFailures))
                parked++;
        }

        return (all, ready, denied, gated, parked);
    }

    private CustomResourceView Resource(CustomResourceRecord record, JsonObject live)
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
            Gated = IsGated(outcome),
            Violations = outcome?.Violations ?? [],
            Parked = backoff.IsParked(record.ConsecutiveFailures),
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
        new(child.Resource.ApiVersion, child.Resource.Kind, child.Name.Namespace, child.Name.Name, child.Ready is ReadyState.Ready, child.ReadyMessage);

    private HeldPrune? Held(BoxContext box) =>
        box.Prunes.Held is { } held ? new HeldPrune(entry.Revision, held.CustomResources, held.Children, entry.PruneMaxResources) : null;

    private string HeldMessage(HeldPrune held) =>
        $"pruning is held: this definition would delete {held.Children} children of {held.CustomResources} custom resources, and prune.maxCRs is {held.Limit}; "
        + $"accept it with the annotation {Stamps.AcceptPrune}: {held.Revision} on the CRD {entry.Types.Plural}.{entry.Types.Group} or on the Katalog";

    private string Message(BoxHealthSnapshot now, RunningBox? running)
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
        if (running.Context.Status().Handling is StatusHandling.Dropped)
            return "the CRD keeps no status, so none is written";
        return entry.Namespaced && namespaces.Refused is { } refused ? $"namespaces may not be watched, so every one weighs 1 and none pauses: {refused}" : "";
    }
}
