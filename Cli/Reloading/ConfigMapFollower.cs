using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Orkestra.Cli.Sources;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Watch;

namespace Orkestra.Cli.Reloading;

/// <summary>Keeps what is known of one ConfigMap as the cluster has it, by a watch.</summary>
internal sealed partial class ConfigMapFollower(KubernetesClient client, ConfigMapFiles files, TimeProvider clock, ILogger logger)
{
    private static readonly ApiResource ConfigMaps = new("", "v1", "configmaps", "configmap", "ConfigMap", Namespaced: true, [], [], HasStatus: false, HasScale: false);

    private readonly TaskCompletionSource _listed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Action? _changed;

    public ConfigMapFiles Files => files;

    /// <summary>Ends when it is known whether there is one; fails where it may not be looked at.</summary>
    public Task Listed => _listed.Task;

    /// <summary>Tells of each change from now on, and once at the beginning.</summary>
    public void Tell(Action changed)
    {
        Volatile.Write(ref _changed, changed);
        changed();
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var target = new WatchTarget(ConfigMaps, files.Reference.Namespace, null, $"metadata.name={files.Reference.Name}", null);
        JsonObject? found = null;
        await foreach (var change in new Reflector(client, target, new ReflectorOptions(), clock, Random.Shared).RunAsync(cancellationToken).ConfigureAwait(false))
        {
            switch (change)
            {
                case ReflectorEvent.ListStarted:
                    found = null;
                    continue;
                case ReflectorEvent.Listed item:
                    found = item.Object.Parse();
                    continue;
                case ReflectorEvent.ListCompleted:
                    Know(found);
                    _listed.TrySetResult();
                    break;
                case ReflectorEvent.Changed item:
                    Know(item.Object.Parse());
                    break;
                case ReflectorEvent.Deleted:
                    Know(null);
                    break;
                case ReflectorEvent.Failed { Error: KubernetesApiException { StatusCode: 401 or 403 } refused }:
                    LogWatchFailed(files.Reference.ToString(), refused.Message);
                    _listed.TrySetException(refused);
                    continue;
                case ReflectorEvent.Failed failed:
                    LogWatchFailed(files.Reference.ToString(), failed.Error.Message);
                    continue;
            }

            Volatile.Read(ref _changed)?.Invoke();
        }
    }

    private void Know(JsonObject? map) =>
        files.Data = map is null ? null : (map["data"] as JsonObject ?? []).ToDictionary(key => key.Key, key => (string?)key.Value ?? "", StringComparer.Ordinal);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The watch of {ConfigMap} failed and is tried again: {Error}")]
    private partial void LogWatchFailed(string configMap, string error);
}
