using System.Text.Json.Nodes;
using Orkestra.DevCluster.Types;

namespace Orkestra.DevCluster.Apply;

/// <summary>A write that changes nothing but the times of managedFields changes nothing: the old times are kept, so that the stored object stays as it is.</summary>
internal static class ManagedFieldsTimes
{
    /// <summary>To be called with the finished object, right before it is compared with the stored one.</summary>
    public static void KeepWhenUnchanged(JsonObject live, JsonObject next)
    {
        if (live.At("metadata")?["managedFields"] is not JsonArray { Count: > 0 } older || next.At("metadata")?["managedFields"] is not JsonArray newer || older.Count != newer.Count)
            return;
        var settled = new JsonArray();
        for (var i = 0; i < older.Count; i++)
        {
            var (oldEntry, newEntry) = (WithoutTime(older[i]), WithoutTime(newer[i]));
            if (!JsonNode.DeepEquals(oldEntry, newEntry))
                return;
            settled.Add(older[i]?.DeepClone());
        }
        var candidate = (JsonObject)next.DeepClone();
        candidate.At("metadata")!["managedFields"] = settled;
        if (JsonNode.DeepEquals(candidate, live))
            next.At("metadata")!["managedFields"] = settled.DeepClone();
    }

    private static JsonObject WithoutTime(JsonNode? entry)
    {
        var copy = entry?.DeepClone() as JsonObject ?? [];
        copy.Remove("time");
        return copy;
    }
}
