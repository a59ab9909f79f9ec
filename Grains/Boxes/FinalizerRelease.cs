using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Orkestra.Grains.Identity;
using Orkestra.Katalog.Model;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Boxes;

/// <summary>Takes the finalizers of an entry that is gone off its custom resources, so that they can be deleted; with as many tries as it takes. Children stay as they are.</summary>
internal sealed partial class FinalizerRelease(CrdEntry entry, KubernetesClient client, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var released = 0;
        while (true)
        {
            try
            {
                var resource = await client.Discovery.FindAsync(new GroupVersionKind(entry.Types.Group, entry.Types.Version, entry.Types.Kind), cancellationToken).ConfigureAwait(false);
                if (resource is not null)
                    released += await ReleaseAllAsync(resource, cancellationToken).ConfigureAwait(false);
                LogReleased(entry.Name, released);
                return;
            }
            catch (KubernetesApiException error) when (error.IsNotFound)
            {
                // The CRD is gone, and with it all of them; or it was one that went: the next look tells.
                await client.Discovery.ForgetAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error) when (error is KubernetesApiException or ClusterUnreachableException)
            {
                LogRetry(entry.Name, error.Message);
            }

            await Task.Delay(RetryAfter, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<int> ReleaseAllAsync(ApiResource resource, CancellationToken cancellationToken)
    {
        var released = 0;
        var options = new ListOptions { Namespace = resource.Namespaced ? entry.Namespace : null, LabelSelector = entry.LabelSelector, FieldSelector = entry.FieldSelector };
        await foreach (var live in client.ListAsync(resource, options, cancellationToken).ConfigureAwait(false))
        {
            List<string> others = [.. live.Finalizers.Where(name => !IsOurs(name))];
            if (others.Count == live.Finalizers.Count)
                continue;
            var change = new JsonObject
            {
                ["metadata"] = new JsonObject { ["resourceVersion"] = live.ResourceVersion, ["finalizers"] = new JsonArray([.. others.Select(name => (JsonNode)name)]) },
            };
            await client.PatchAsync(resource, live.ObjectName, PatchKind.Merge, change, new WriteOptions { FieldManager = Stamps.FieldManager }, cancellationToken).ConfigureAwait(false);
            released++;
        }

        return released;
    }

    private bool IsOurs(string finalizer) => string.Equals(finalizer, Stamps.Finalizer, StringComparison.Ordinal) || entry.Finalizers.Contains(finalizer, StringComparer.Ordinal);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Box}: the definition is gone; its finalizers were taken off {Count} custom resources, their children stay")]
    private partial void LogReleased(string box, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Box}: the definition is gone; taking its finalizers off is tried again: {Error}")]
    private partial void LogRetry(string box, string error);
}
