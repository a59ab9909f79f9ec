using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Watch;

namespace Orkestra.DevCluster.Simulator;

/// <summary>Does the writes, each once; what became of it is for the caller to judge.</summary>
internal sealed class StatusWriter(KubernetesClient client)
{
    private static readonly WriteOptions Options = new() { FieldManager = WorkloadSimulator.FieldManager, Subresource = "status" };

    /// <returns>The object as the server wrote it, or null when the write was a deletion.</returns>
    /// <exception cref="KubernetesApiException">409: the object has a newer version; 404: it is gone; ….</exception>
    /// <exception cref="ClusterUnreachableException">The server did not answer.</exception>
    public async Task<WatchedObject?> WriteAsync(StatusWrite write, CancellationToken cancellationToken)
    {
        if (write.Status is null)
        {
            await client.DeleteAsync(write.Kind.Resource, write.Name, new DeleteOptions { GracePeriodSeconds = 0, ResourceVersion = write.ResourceVersion }, cancellationToken).ConfigureAwait(false);
            return null;
        }

        var patch = new JsonObject { ["metadata"] = new JsonObject { ["resourceVersion"] = write.ResourceVersion }, ["status"] = write.Status.DeepClone() };
        var answer = await client.PatchAsync(write.Kind.Resource, write.Name, PatchKind.Merge, patch, Options, cancellationToken).ConfigureAwait(false);
        return WatchedObject.From(answer.Object, fieldManager: null);
    }
}
