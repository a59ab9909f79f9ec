namespace Orkestra.Kubernetes.Objects;

/// <summary>A resource that an API server serves, as its discovery tells it.</summary>
/// <param name="Group">The API group, "" for the core group.</param>
/// <param name="Version">The version, as "v1".</param>
/// <param name="Plural">The name in paths, as "deployments".</param>
/// <param name="Singular">The singular name, as "deployment".</param>
/// <param name="Kind">The kind, as "Deployment".</param>
/// <param name="Namespaced">Whether its objects live in namespaces.</param>
/// <param name="ShortNames">Short names, as "deploy".</param>
/// <param name="Verbs">What the server allows on it, as "get", "list", "watch".</param>
/// <param name="HasStatus">Whether it has the status subresource.</param>
/// <param name="HasScale">Whether it has the scale subresource.</param>
public sealed record ApiResource(
    string Group, string Version, string Plural, string Singular, string Kind, bool Namespaced, IReadOnlyList<string> ShortNames, IReadOnlyList<string> Verbs, bool HasStatus, bool HasScale)
{
    private string? _root;

    /// <summary>"apps/v1", or "v1" in the core group.</summary>
    public string ApiVersion => GroupVersionKind.ApiVersion;

    /// <summary>Group, version and kind.</summary>
    public GroupVersionKind GroupVersionKind => new(Group, Version, Kind);

    /// <summary>"deployments.apps", or "configmaps" in the core group: the name that counters and messages use.</summary>
    public string GroupResource => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    /// <summary>"/apis/apps/v1" or "/api/v1".</summary>
    internal string Root => _root ??= Group.Length == 0 ? $"/api/{Version}" : $"/apis/{Group}/{Version}";
}
