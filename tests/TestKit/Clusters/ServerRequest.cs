namespace Orkestra.TestKit.Clusters;

/// <summary>One request as the API server counted it.</summary>
/// <param name="User">The authenticated user, e.g. <c>orkestra</c>.</param>
/// <param name="Verb">As the API server names it: get, list, watch, create, update, patch, delete, deletecollection. An apply is a <c>patch</c>.</param>
/// <param name="Group">API group; empty for the core group and for paths outside the API.</param>
/// <param name="Resource">Plural; empty for paths such as <c>/version</c>.</param>
/// <param name="Subresource">E.g. <c>status</c>; empty for none.</param>
/// <param name="Namespace">Empty for cluster scope and for lists of all namespaces.</param>
/// <param name="Name">Empty for lists, watches and most creates.</param>
/// <param name="StatusCode">The HTTP status of the answer; 0 while a watch runs.</param>
/// <param name="Uri">Path and query.</param>
/// <param name="UserAgent">As sent; empty for none.</param>
/// <param name="At">When the server had answered; for a watch, when it was received.</param>
public sealed record ServerRequest(
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
    DateTimeOffset At)
{
    /// <summary>Whether the request concerns an object of the API, not discovery, version or health.</summary>
    public bool ConcernsObjects => Resource.Length > 0;

    /// <summary>Whether the request asks the server to change something.</summary>
    public bool Writes => Verb is "create" or "update" or "patch" or "delete" or "deletecollection";

    /// <summary>Whether the request was for objects of this namespace.</summary>
    public bool IsIn(string namespaceName) => string.Equals(Namespace, namespaceName, StringComparison.Ordinal);

    /// <summary>
    /// The objects of a namespace that these requests made more than once or took away: <c>configmaps/web</c>. Empty is the proof that no child was made
    /// twice, where their number is asked of the server: the creation of one that a dying client cut off has no status, though the object may be there.
    /// </summary>
    public static IReadOnlyList<string> MadeTwice(IEnumerable<ServerRequest> requests, string namespaceName) =>
        [.. requests.Where(request => request.IsIn(namespaceName) && (request is { Writes: true, StatusCode: 201 } || request.Verb.StartsWith("delete", StringComparison.Ordinal)))
            .GroupBy(request => $"{request.Group}/{request.Resource}/{request.Name}", StringComparer.Ordinal)
            .Where(group => group.Count() > 1 || group.Any(request => request.StatusCode != 201))
            .Select(group => $"{group.First().Resource}/{group.First().Name}")];

    /// <summary>Short form for messages of assertions: <c>patch configmaps/status demo/a 200</c>.</summary>
    public override string ToString()
    {
        if (!ConcernsObjects)
            return $"{Verb} {Uri} {StatusCode}";
        var resource = Subresource.Length > 0 ? $"{Resource}/{Subresource}" : Resource;
        return $"{Verb} {resource} {(Namespace.Length > 0 ? $"{Namespace}/" : "")}{Name} {StatusCode}";
    }
}
