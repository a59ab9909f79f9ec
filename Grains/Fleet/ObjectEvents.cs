using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Fleet;

/// <summary>The Kubernetes events about single objects. They are asked for when somebody looks, and kept for a moment: whoever may look may not make the observer ask for ever.</summary>
internal sealed class ObjectEvents(KubernetesClient client, TimeProvider clock) : IDisposable
{
    private const int MaxEvents = 100;
    private const int MaxObjects = 64;
    private const int MaxRead = 1000;

    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);
    private static readonly ApiResource Events = new("", "v1", "events", "event", "Event", Namespaced: true, [], ["get", "list", "watch"], HasStatus: false, HasScale: false);

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Dictionary<(string Kind, ObjectName Name), (DateTimeOffset At, IReadOnlyList<JsonObject> Events)> _known = [];

    /// <returns>Newest first.</returns>
    /// <exception cref="IOException">The API server does not answer, or not this.</exception>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(string kind, ObjectName name, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var now = clock.GetUtcNow();
            if (_known.TryGetValue((kind, name), out var known) && now < known.At + Kept)
                return known.Events;
            if (_known.Count >= MaxObjects)
                _known.Clear();
            var events = await ReadAsync(kind, name, cancellationToken).ConfigureAwait(false);
            _known[(kind, name)] = (now, events);
            return events;
        }
        catch (Exception error) when (error is KubernetesApiException or ClusterUnreachableException or HttpRequestException)
        {
            throw new IOException(error.Message, error);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    /// <summary>Events about what has no namespace are in the namespace default.</summary>
    private async Task<IReadOnlyList<JsonObject>> ReadAsync(string kind, ObjectName name, CancellationToken cancellationToken)
    {
        var found = new List<JsonObject>();
        var options = new ListOptions { Namespace = name.Namespace ?? "default", FieldSelector = $"involvedObject.kind={kind},involvedObject.name={name.Name}" };
        await foreach (var item in client.ListAsync(Events, options, cancellationToken).ConfigureAwait(false))
        {
            found.Add(item);
            if (found.Count == MaxRead)
                break;
        }

        return [.. found.OrderByDescending(TimeOf, StringComparer.Ordinal).Take(MaxEvents)];
    }

    private static string TimeOf(JsonObject happened) =>
        (string?)happened["series"]?["lastObservedTime"] ?? (string?)happened["lastTimestamp"] ?? (string?)happened["eventTime"] ?? (string?)happened["metadata"]?["creationTimestamp"] ?? "";
}
