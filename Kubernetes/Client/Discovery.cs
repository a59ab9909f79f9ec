using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Kubernetes.Client;

/// <summary>
/// Which resources a server has. Answers are kept; a kind that is not among them makes the server be asked again, at most once per
/// <see cref="KubernetesClientOptions.DiscoveryRefreshInterval"/> and group. Only what is asked for is fetched.
/// </summary>
public sealed class Discovery : IDisposable
{
    private readonly KubernetesClient _client;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _refreshInterval;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<string, Fetched<IReadOnlyList<ApiResource>>> _resources = new(StringComparer.Ordinal);
    private Fetched<IReadOnlyDictionary<string, IReadOnlyList<string>>>? _groups;

    internal Discovery(KubernetesClient client, TimeProvider clock, TimeSpan refreshInterval)
    {
        _client = client;
        _clock = clock;
        _refreshInterval = refreshInterval;
    }

    /// <summary>The resource of that group, version and kind, or null when the server does not serve it.</summary>
    public async Task<ApiResource?> FindAsync(GroupVersionKind type, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await FindInVersionAsync(type.Group, type.Version, Named(type.Kind), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The first of these types that the server serves, or null. A type that is known beats one before it that is not: a server is not asked again for what it did not
    /// have while it has something in its place.</summary>
    public async Task<ApiResource?> FindFirstAsync(IReadOnlyList<GroupVersionKind> types, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(types);
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var type in types)
            {
                if (await FindCachedAsync(type.Group, type.Version, Named(type.Kind), cancellationToken).ConfigureAwait(false) is { } known)
                    return known;
            }

            foreach (var type in types)
            {
                if (await FindInVersionAsync(type.Group, type.Version, Named(type.Kind), cancellationToken).ConfigureAwait(false) is { } found)
                    return found;
            }

            return null;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The resource of that group and kind in the newest version that serves it (v2 before v1 before v1beta1), or null.</summary>
    public Task<ApiResource?> FindAsync(string group, string kind, CancellationToken cancellationToken) => FindNewestAsync(group, Named(kind), cancellationToken);

    /// <summary>The resource with that plural name in the newest version that serves it, or null.</summary>
    public Task<ApiResource?> FindByPluralAsync(string group, string plural, CancellationToken cancellationToken) =>
        FindNewestAsync(group, resource => string.Equals(resource.Plural, plural, StringComparison.Ordinal), cancellationToken);

    /// <summary>Every resource in every version that the server serves now. Groups whose own server is down (503) are left out.</summary>
    public async Task<IReadOnlyList<ApiResource>> AllAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var all = new List<ApiResource>();
            foreach (var (group, versions) in await FetchGroupsAsync(cancellationToken).ConfigureAwait(false))
            {
                foreach (var version in versions)
                    all.AddRange(await FetchIfUpAsync(group, version, cancellationToken).ConfigureAwait(false));
            }

            return all;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Forgets every answer: the next question goes to the server.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        _groups = null;
        _resources.Clear();
        _turn.Release();
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<ApiResource?> FindNewestAsync(string group, Func<ApiResource, bool> which, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var version in await VersionsOfAsync(group, fresh: false, cancellationToken).ConfigureAwait(false))
            {
                if (await FindCachedAsync(group, version, which, cancellationToken).ConfigureAwait(false) is { } known)
                    return known;
            }

            foreach (var version in await VersionsOfAsync(group, fresh: true, cancellationToken).ConfigureAwait(false))
            {
                if (await FindInVersionAsync(group, version, which, cancellationToken).ConfigureAwait(false) is { } found)
                    return found;
            }

            return null;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<ApiResource?> FindInVersionAsync(string group, string version, Func<ApiResource, bool> which, CancellationToken cancellationToken)
    {
        if (await FindCachedAsync(group, version, which, cancellationToken).ConfigureAwait(false) is { } known)
            return known;
        return IsFresh(_resources[KeyOf(group, version)].At) ? null : (await FetchResourcesAsync(group, version, cancellationToken).ConfigureAwait(false)).FirstOrDefault(which);
    }

    private async Task<ApiResource?> FindCachedAsync(string group, string version, Func<ApiResource, bool> which, CancellationToken cancellationToken)
    {
        var resources = _resources.TryGetValue(KeyOf(group, version), out var fetched)
            ? fetched.Value
            : await FetchResourcesAsync(group, version, cancellationToken).ConfigureAwait(false);
        return resources.FirstOrDefault(which);
    }

    private async Task<IReadOnlyList<string>> VersionsOfAsync(string group, bool fresh, CancellationToken cancellationToken)
    {
        if (group.Length == 0)
            return ["v1"];
        var groups = _groups is { } fetched && (!fresh || IsFresh(fetched.At)) ? fetched.Value : await FetchGroupsAsync(cancellationToken).ConfigureAwait(false);
        return groups.GetValueOrDefault(group, []);
    }

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> FetchGroupsAsync(CancellationToken cancellationToken)
    {
        var answer = await _client.GetPathAsync("/apis", cancellationToken).ConfigureAwait(false);
        var groups = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [""] = ["v1"] };
        foreach (var group in (answer["groups"] as JsonArray ?? []).OfType<JsonObject>())
            groups[(string?)group["name"] ?? ""] = DiscoveryReader.Versions(group);
        _groups = new(groups, _clock.GetTimestamp());
        return groups;
    }

    private async Task<IReadOnlyList<ApiResource>> FetchIfUpAsync(string group, string version, CancellationToken cancellationToken)
    {
        try
        {
            return await FetchResourcesAsync(group, version, cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesApiException error) when (error.StatusCode == 503)
        {
            return [];
        }
    }

    private async Task<IReadOnlyList<ApiResource>> FetchResourcesAsync(string group, string version, CancellationToken cancellationToken)
    {
        IReadOnlyList<ApiResource> resources;
        try
        {
            var path = group.Length == 0 ? $"/api/{version}" : $"/apis/{group}/{version}";
            resources = DiscoveryReader.Resources(await _client.GetPathAsync(path, cancellationToken).ConfigureAwait(false), group, version);
        }
        catch (KubernetesApiException error) when (error.IsNotFound)
        {
            resources = [];
        }

        _resources[KeyOf(group, version)] = new(resources, _clock.GetTimestamp());
        return resources;
    }

    private bool IsFresh(long at) => _clock.GetElapsedTime(at) < _refreshInterval;

    private static string KeyOf(string group, string version) => $"{group}/{version}";

    private static Func<ApiResource, bool> Named(string kind) => resource => string.Equals(resource.Kind, kind, StringComparison.Ordinal);

    private readonly record struct Fetched<T>(T Value, long At);
}
