namespace Orkestra.Silo.Http;

/// <summary>One box in the answer of <c>/katalog</c>.</summary>
internal sealed record CrdSummary(
    string Name,
    string Gvk,
    bool Enabled,
    string State,
    string Status,
    bool Healthy,
    string Message,
    int ResourceCount,
    int ReadyCount,
    int QueueDepth,
    double ErrorRate,
    long TotalReconciles,
    string? LastError);
