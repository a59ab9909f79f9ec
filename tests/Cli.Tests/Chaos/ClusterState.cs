using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Cli.Tests.Chaos;

/// <summary>What is in a cluster, without what differs from run to run: uids, versions, times, addresses and the values of secrets.</summary>
internal static partial class ClusterState
{
    private static readonly string[] Ignored = ["events", "leases", "endpoints", "endpointslices", "customresourcedefinitions"];

    /// <summary>One line for each object.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(KubernetesClient client, CancellationToken cancellationToken)
    {
        List<string> lines = [];
        foreach (var resource in await client.Discovery.AllAsync(cancellationToken))
        {
            if (!resource.Verbs.Contains("list") || Ignored.Contains(resource.Plural, StringComparer.Ordinal))
                continue;
            await foreach (var obj in client.ListAsync(resource, new ListOptions(), cancellationToken))
                lines.Add($"{resource.GroupResource} {obj.ObjectName} {Normal(obj)}");
        }

        return [.. lines.Order(StringComparer.Ordinal)];
    }

    private static string Normal(JsonObject obj)
    {
        var metadata = obj["metadata"]!.AsObject();
        foreach (var name in new[] { "uid", "resourceVersion", "generation", "creationTimestamp", "managedFields", "selfLink" })
            metadata.Remove(name);
        // Of the whole desired object, the uid of its owner among it.
        (metadata["annotations"] as JsonObject)?.Remove("orkestra.orkspace.io/applied");
        if (obj.Kind is "Secret")
        {
            foreach (var pair in (obj["data"] as JsonObject ?? []).ToList())
                obj["data"]![pair.Key] = "…";
        }

        if (obj["status"] is JsonObject status)
            status.Remove("observedGeneration");
        foreach (var condition in (obj["status"]?["conditions"] as JsonArray ?? []).OfType<JsonObject>())
            condition.Remove("observedGeneration");
        if (obj["spec"] is JsonObject spec)
        {
            spec.Remove("clusterIP");
            spec.Remove("clusterIPs");
            foreach (var port in (spec["ports"] as JsonArray ?? []).OfType<JsonObject>())
                port.Remove("nodePort");
        }

        return Time().Replace(Uid().Replace(Sorted(obj)!.ToJsonString(), "UID"), "TIME");
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject obj => new JsonObject(obj.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Sorted(pair.Value)))),
        JsonArray array => new JsonArray([.. array.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Uid();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Time();
}
