namespace Orkestra.Silo.Http;

/// <summary>Answer of <c>/katalog/{crd}/health</c>.</summary>
internal sealed record CrdHealthAnswer(
    string Name,
    string State,
    string Status,
    string Message,
    bool IsKonductor,
    bool Healthy,
    bool Gated,
    bool Started,
    bool Pending,
    DateTimeOffset? StartedAt,
    string Uptime,
    int QueueDepth,
    double ErrorRate,
    int ConsecutiveFails,
    long TotalReconciles,
    int ResourceCount,
    string LastError,
    DateTimeOffset? LastReconcile,
    int Paused,
    int Slowed,
    string Revision,
    int OnRevision,
    int BehindRevision,
    bool HasUnhealthyDependencies);
