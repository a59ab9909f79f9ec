namespace Orkestra.DevCluster;

/// <summary>One request as the server counted it: a watch when it began, everything else when it was answered.</summary>
/// <param name="Number">Counts the requests of a server from 1.</param>
/// <param name="User">The authenticated user; empty when nobody was.</param>
/// <param name="Verb">As in an audit log: get, list, watch, create, update, patch, delete, deletecollection; for other paths the method in lower case.</param>
/// <param name="Group">API group; empty for the core group.</param>
/// <param name="Resource">Plural; empty for paths that are no resource.</param>
/// <param name="Subresource">Empty for none.</param>
/// <param name="Namespace">Empty for cluster scope.</param>
/// <param name="Name">Empty for lists and most creates.</param>
/// <param name="StatusCode">HTTP status of the answer.</param>
/// <param name="Uri">Path and query.</param>
/// <param name="UserAgent">As sent.</param>
/// <param name="At">By the server's clock.</param>
public sealed record ServerRequest(
    long Number,
    string User,
    string Verb,
    string Group,
    string Resource,
    string Subresource,
    string Namespace,
    string Name,
    int StatusCode,
    string Uri,
    string UserAgent,
    DateTimeOffset At);
