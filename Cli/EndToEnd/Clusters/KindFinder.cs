using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Cli.EndToEnd.Clusters;

/// <summary>The resource behind a kind as people write it: <c>Deployment</c>, <c>deployments</c>, <c>deploy</c>, <c>apps.demo.io</c>. Where several groups have one, those of Kubernetes come first, as for kubectl, then those of the Katalog.</summary>
/// <param name="client">The cluster.</param>
/// <param name="groups">The groups of the Katalog.</param>
internal sealed class KindFinder(KubernetesClient client, IReadOnlySet<string> groups)
{
    private readonly Dictionary<string, ApiResource> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The resource; null where the server serves none.</summary>
    public async Task<ApiResource?> FindAsync(string kind, string? apiVersion, CancellationToken cancellationToken)
    {
        if (apiVersion is not null)
            return await client.Discovery.FindAsync(GroupVersionKind.Parse(apiVersion, kind), cancellationToken).ConfigureAwait(false);
        if (_known.TryGetValue(kind, out var known))
            return known;
        var all = await client.Discovery.AllAsync(cancellationToken).ConfigureAwait(false);
        var found = all.Where(resource => Names(resource, kind)).OrderBy(resource => Rank(resource.Group)).FirstOrDefault();
        if (found is not null)
            _known.Add(kind, found);
        return found;
    }

    /// <summary>Forgets what the server had.</summary>
    public void Forget() => _known.Clear();

    private static bool Names(ApiResource resource, string kind) =>
        resource.Verbs.Contains("list", StringComparer.Ordinal)
        && (Same(resource.Kind, kind) || Same(resource.Plural, kind) || Same(resource.Singular, kind) || Same(resource.GroupResource, kind)
            || Same($"{resource.Singular}.{resource.Group}", kind) || resource.ShortNames.Contains(kind, StringComparer.OrdinalIgnoreCase));

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Of groups of one rank the server names the preferred one first.</summary>
    private int Rank(string group)
    {
        if (group.Length == 0)
            return 0;
        if (!group.Contains('.', StringComparison.Ordinal) || group.EndsWith(".k8s.io", StringComparison.Ordinal))
            return 1;
        return groups.Contains(group) ? 2 : 3;
    }
}
