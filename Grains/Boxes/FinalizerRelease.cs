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
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(5);

    private int _released;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var pause = FirstRetry; ; pause = 2 * pause < LongestRetry ? 2 * pause : LongestRetry)
        {
            try
            {
                var resource = await client.Discovery.FindAsync(new GroupVersionKind(entry.Types.Group, entry.Types.Version, entry.Types.Kind), cancellationToken).ConfigureAwait(false);
                var refused = resource is null ? null : await ReleaseAllAsync(resource, cancellationToken).ConfigureAwait(false);
                if (refused is null)
                {
                    LogReleased(entry.Name, _released);
                    return;
                }

                LogRetry(entry.Name, refused.Message);
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

            await Task.Delay(pause, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <returns>The last refusal; null when there is none. What is refused for one custom resource does not keep the others.</returns>
    private async Task<KubernetesApiException?> ReleaseAllAsync(ApiResource resource, CancellationToken cancellationToken)
    {
        KubernetesApiException? refused = null;
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
            try
            {
                await client.PatchAsync(resource, live.ObjectName, PatchKind.Merge, change, new WriteOptions { FieldManager = Stamps.FieldManager }, cancellationToken).ConfigureAwait(false);
                _released++;
            }
            catch (KubernetesApiException error)
            {
                // One that went meanwhile needs nothing any more.
                refused = error.IsNotFound ? refused : error;
            }
        }

        return refused;
    }

    private bool IsOurs(string finalizer) => string.Equals(finalizer, Stamps.Finalizer, StringComparison.Ordinal) || entry.Finalizers.Contains(finalizer, StringComparer.Ordinal);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Box}: the definition is gone; its finalizers were taken off {Count} custom resources, their children stay")]
    private partial void LogReleased(string box, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Box}: the definition is gone; taking its finalizers off is tried again: {Error}")]
    private partial void LogRetry(string box, string error);
}
