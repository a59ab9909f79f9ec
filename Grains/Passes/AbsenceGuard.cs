using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Passes;

/// <summary>Makes an apply one that makes an object or is refused, by a field that the API server drops from what it makes and compares with what is there.</summary>
internal sealed class AbsenceGuard(KubernetesClient client)
{
    /// <summary>No object ever has this resourceVersion: 409 where there is one.</summary>
    private const string NoVersion = "1";

    private readonly ConcurrentDictionary<(string Group, string Kind), bool> _unguarded = new();

    /// <summary>The server of this kind takes no guard: look before anything is sent.</summary>
    public bool IsRefusedFor(ApiResource resource) => _unguarded.ContainsKey((resource.Group, resource.Kind));

    public async ValueTask AddAsync(JsonObject metadata, ApiResource resource, CancellationToken cancellationToken)
    {
        if (IsRefusedFor(resource))
            return;
        if (resource is { Group: "", Kind: "Service" } && !(await client.VersionAsync(cancellationToken).ConfigureAwait(false)).IsAtLeast(1, 24))
        {
            // Services had a way of their own that refuses to make what has a version. There a grace period is dropped, and immutable where there is an object; later servers would keep it.
            metadata["deletionGracePeriodSeconds"] = 0;
            return;
        }

        metadata["resourceVersion"] = NoVersion;
    }

    public static void Remove(JsonObject metadata)
    {
        metadata.Remove("resourceVersion");
        metadata.Remove("deletionGracePeriodSeconds");
    }

    /// <summary>Whether the guard itself was refused, which happens only where there is no object; the kind is not guarded from then on.</summary>
    public bool Learn(KubernetesApiException refused, ApiResource resource)
    {
        if (refused.StatusCode != 500 || !refused.ServerMessage.Contains("resourceVersion should not be set", StringComparison.Ordinal))
            return false;
        _unguarded[(resource.Group, resource.Kind)] = true;
        return true;
    }
}
