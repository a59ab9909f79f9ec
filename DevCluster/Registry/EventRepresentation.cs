using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Storage;

namespace Orkestra.DevCluster.Registry;

/// <summary>events.k8s.io/v1 shows the core events under other names.</summary>
internal sealed class EventRepresentation(ServedResource core) : IRepresentation
{
    private static readonly (string New, string Old)[] Names =
    [
        ("regarding", "involvedObject"),
        ("note", "message"),
        ("reportingController", "reportingComponent"),
        ("deprecatedSource", "source"),
        ("deprecatedFirstTimestamp", "firstTimestamp"),
        ("deprecatedLastTimestamp", "lastTimestamp"),
        ("deprecatedCount", "count"),
    ];

    public object? StorageEncoding => core;

    public byte[] Encode(StoredObject stored) => JsonBytes.Write(Rename(stored.Parse(), "events.k8s.io/v1", Names.Select(pair => (pair.Old, pair.New))));

    public JsonObject ToStorage(JsonObject obj) => Rename((JsonObject)obj.DeepClone(), "v1", Names.Select(pair => (pair.New, pair.Old)));

    private static JsonObject Rename(JsonObject obj, string apiVersion, IEnumerable<(string From, string To)> names)
    {
        obj["apiVersion"] = apiVersion;
        foreach (var (from, to) in names)
        {
            if (!obj.TryGetPropertyValue(from, out var value))
                continue;
            obj.Remove(from);
            obj[to] = value;
        }

        return obj;
    }
}
