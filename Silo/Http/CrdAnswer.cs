namespace Orkestra.Silo.Http;

/// <summary>Answer of <c>/katalog/{crd}</c>. What no running part answers for (conversion) is null.</summary>
internal sealed record CrdAnswer(
    string Name,
    string Gvk,
    string Description,
    WorkersAnswer Workers,
    string Resync,
    QueueAnswer Queue,
    IReadOnlyList<string> Rbac,
    AdmissionAnswer Admission,
    DeletionProtectionAnswer DeletionProtection,
    NamespaceProtectionAnswer NamespaceProtection,
    object? Conversion,
    AutoscalerAnswer? Autoscaler,
    IReadOnlyList<PausedAnswer> Paused,
    HeldPruneAnswer? Prune,
    BoxMetricsAnswer Metrics);
