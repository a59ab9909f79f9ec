using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Katalog.Model;
using Orkestra.Silo.Definitions;

namespace Orkestra.Silo.Http;

/// <summary>Puts what a fleet tells and what the Katalogs declare into the answers of the live API.</summary>
internal static class LiveAnswers
{
    /// <summary>The logical tenant of a Katalog that names none.</summary>
    private const string DefaultTenant = "default";

    public static KatalogAnswer Katalog(RunningDefinitions definitions, IReadOnlyList<BoxView> boxes, SiloStage stage)
    {
        var katalogs = definitions.Katalogs;
        var entries = katalogs.SelectMany(katalog => katalog.Entries).ToList();
        var byName = boxes.ToDictionary(box => box.Name, StringComparer.Ordinal);
        var counts = new StatusCounts(Count(boxes, BoxStates.Healthy), Count(boxes, BoxStates.Degraded), Count(boxes, BoxStates.Pending));
        var degraded = boxes.Where(box => box.State == BoxState.Degraded).Select(box => $"{box.Name}: {box.LastError ?? box.Message}");
        return new KatalogAnswer(
            Name: string.Join(", ", katalogs.Select(katalog => katalog.Name)),
            Version: string.Join(", ", katalogs.Select(katalog => katalog.Version).OfType<string>()),
            Healthy: counts.Degraded == 0 && counts.Pending == 0,
            OrkReady: stage == SiloStage.Running,
            Status: counts.Degraded > 0 ? BoxStates.Degraded : counts.Pending > 0 ? BoxStates.Pending : BoxStates.Healthy,
            DegradedReason: string.Join("; ", degraded),
            Total: entries.Count,
            TotalEnabled: entries.Count(entry => entry.Enabled),
            TotalDegraded: counts.Degraded,
            StatusCounts: counts,
            Namespaces: katalogs.SelectMany(katalog => katalog.Entries, (katalog, entry) => (Tenant: entry.Origin?.Namespace ?? katalog.About?.Namespace ?? DefaultTenant, entry.Name))
                .GroupBy(each => each.Tenant, each => each.Name, StringComparer.Ordinal)
                .ToDictionary(tenant => tenant.Key, IReadOnlyList<string> (tenant) => [.. tenant], StringComparer.Ordinal),
            Reload: definitions.LastReload is { } reload ? new ReloadAnswer(reload.At, reload.Accepted ? "accepted" : "refused", reload.Findings) : null,
            GatewayEndpoint: "",
            Crds: [.. entries.Select(entry => Summary(entry, byName.GetValueOrDefault(entry.Name)))]);
    }

    public static CrdAnswer Crd(CrdEntry entry, BoxView box, IEnumerable<PausedAnswer> paused) => new(
        Name: box.Name,
        Gvk: BoxStates.GvkOf(box),
        Description: entry.Description ?? "",
        Workers: new WorkersAnswer(box.Workers, box.IsScaled ? "autoscaler" : box.WorkersConfigured ? "configured" : "default"),
        Resync: GoDuration.Of(box.Resync),
        Queue: new QueueAnswer(box.QueueDepth, box.FailureThreshold),
        Rbac: [],
        Admission: new AdmissionAnswer(false, 0, 0, 0),
        DeletionProtection: new DeletionProtectionAnswer(false, 0, 0),
        NamespaceProtection: new NamespaceProtectionAnswer(
            entry.AllowedNamespaces.Count + entry.RestrictedNamespaces.Count > 0, entry.AllowedNamespaces, entry.RestrictedNamespaces),
        Conversion: null,
        Autoscaler: entry.Autoscale is { } autoscale ? new AutoscalerAnswer(box.IsScaled, GoDuration.Of(autoscale.Interval), GoDuration.Of(autoscale.Cooldown)) : null,
        Paused: [.. paused],
        Prune: box.HeldPrune is { } held ? new HeldPruneAnswer(held.Revision, held.CustomResources, held.Children, held.Limit) : null,
        Metrics: new BoxMetricsAnswer(
            box.Workers,
            box.QueueDepth,
            BoxSummary.ErrorRateOf(box),
            BoxSummary.SuccessRateOf(box),
            BoxSummary.BusyPercentOf(box),
            100 - BoxSummary.BusyPercentOf(box),
            BoxSummary.ErrorPercentOf(box),
            box.ResourceCount,
            box.ReadyCount));

    public static CrdHealthAnswer Health(BoxView box, DateTimeOffset now) => new(
        Name: box.Name,
        State: BoxStates.StateOf(box),
        Status: BoxStates.StatusOf(box),
        Message: box.Message,
        IsKonductor: true,
        Healthy: box.State == BoxState.Healthy,
        Gated: box.GatedCount > 0,
        Started: BoxSummary.HasStarted(box),
        Pending: box.State is BoxState.Pending or BoxState.Missing,
        StartedAt: box.StartedAt,
        Uptime: box.StartedAt is { } startedAt ? GoDuration.Of(TimeSpan.FromSeconds(Math.Floor((now - startedAt).TotalSeconds))) : "0s",
        QueueDepth: box.QueueDepth,
        ErrorRate: BoxStates.ErrorRateOf(box),
        ConsecutiveFails: box.ConsecutiveFailures,
        TotalReconciles: box.TotalReconciles,
        ResourceCount: box.ResourceCount,
        LastError: box.LastError ?? "",
        LastReconcile: box.LastReconcile,
        Paused: box.PausedCount,
        Slowed: box.SlowedCount,
        Revision: box.Revision,
        OnRevision: box.CurrentCount,
        BehindRevision: Math.Max(0, box.ResourceCount - box.CurrentCount),
        HasUnhealthyDependencies: box.UnmetNeeds.Length > 0);

    private static CrdSummary Summary(CrdEntry entry, BoxView? box)
    {
        if (box is null)
        {
            var gvk = entry.Types.Group.Length == 0 ? $"{entry.Types.Version}/{entry.Types.Kind}" : $"{entry.Types.Group}/{entry.Types.Version}/{entry.Types.Kind}";
            return new CrdSummary(entry.Name, gvk, entry.Enabled, BoxStates.Pending, BoxStates.Pending, false, entry.Enabled ? "" : "disabled", 0, 0, 0, 0, 0, null);
        }

        return new CrdSummary(
            box.Name,
            BoxStates.GvkOf(box),
            entry.Enabled,
            BoxStates.StateOf(box),
            BoxStates.StatusOf(box),
            box.State == BoxState.Healthy,
            box.Message,
            box.ResourceCount,
            box.ReadyCount,
            box.QueueDepth,
            BoxStates.ErrorRateOf(box),
            box.TotalReconciles,
            box.LastError);
    }

    private static int Count(IReadOnlyList<BoxView> boxes, string status) =>
        boxes.Count(box => string.Equals(BoxStates.StatusOf(box), status, StringComparison.Ordinal));
}
