namespace Orkestra.DevCluster.Http;

/// <summary>One request, whatever carried it: its path decoded, its query as sent. The user is the authenticated one; null when nobody proved who they are.</summary>
internal sealed record ApiRequest(string Method, string Path, string RawQuery, string? User)
{
    private QueryParameters? _query;

    public QueryParameters Query => _query ??= QueryParameters.Parse(RawQuery);
    public string Accept { get; init; } = "";
    public string ContentType { get; init; } = "";
    public string UserAgent { get; init; } = "";

    /// <summary>The whole body; empty for none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Path and query as the audit log names them.</summary>
    public string Uri => RawQuery.Length == 0 ? Path : $"{Path}?{RawQuery.TrimStart('?')}";
}
