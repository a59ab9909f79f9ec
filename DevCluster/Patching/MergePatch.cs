using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Patching;

/// <summary>RFC 7386: objects merge, null removes, everything else replaces.</summary>
internal static class MergePatch
{
    /// <summary>Does not change its arguments.</summary>
    public static JsonNode? Apply(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
            return WithoutNulls(patch?.DeepClone());
        var result = target is JsonObject map ? (JsonObject)map.DeepClone() : [];
        foreach (var (name, change) in changes)
        {
            if (change is null)
                result.Remove(name);
            else if (Apply(result[name], change) is var value)
                result[name] = value;
        }
        return result;
    }

    /// <summary>The server also drops null members of objects in lists.</summary>
    private static JsonNode? WithoutNulls(JsonNode? value)
    {
        foreach (var item in value as JsonArray ?? [])
            Drop(item);
        return value;
    }

    private static void Drop(JsonNode? value)
    {
        if (value is JsonArray list)
        {
            foreach (var item in list)
                Drop(item);
        }
        else if (value is JsonObject map)
        {
            foreach (var (name, child) in map.ToArray())
            {
                if (child is null)
                    map.Remove(name);
                else
                    Drop(child);
            }
        }
    }

    /// <summary>The smallest patch that makes <paramref name="to"/> of <paramref name="from"/>. Objects with null values cannot be told by a merge patch.</summary>
    public static JsonObject Diff(JsonObject from, JsonObject to)
    {
        var patch = new JsonObject();
        foreach (var (name, old) in from)
        {
            if (!to.TryGetPropertyValue(name, out var next))
                patch[name] = null;
            else if (old is JsonObject oldMap && next is JsonObject nextMap)
            {
                var inner = Diff(oldMap, nextMap);
                if (inner.Count > 0)
                    patch[name] = inner;
            }
            else if (!JsonNode.DeepEquals(old, next))
                patch[name] = next?.DeepClone();
        }
        foreach (var (name, next) in to)
        {
            if (!from.ContainsKey(name))
                patch[name] = next?.DeepClone();
        }
        return patch;
    }
}
