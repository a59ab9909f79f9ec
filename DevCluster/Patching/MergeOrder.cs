using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Patching;

/// <summary>The order of a merged list: items that the patch names are in its order, the others in the server's, woven together as they lay in the server's list.</summary>
internal static class MergeOrder
{
    public static JsonArray Arrange(JsonArray merged, JsonArray patchOrder, JsonArray serverOrder, string? mergeKey)
    {
        var patchItems = merged.Where(item => Index(patchOrder, item, mergeKey) >= 0).OrderBy(item => Index(patchOrder, item, mergeKey)).ToArray();
        var serverItems = merged.Where(item => Index(patchOrder, item, mergeKey) < 0).OrderBy(item => Index(serverOrder, item, mergeKey)).ToArray();
        var result = new JsonArray();
        var (s, p) = (0, 0);
        while (s < serverItems.Length || p < patchItems.Length)
        {
            var serverNext = p >= patchItems.Length || s < serverItems.Length && Precedes(serverOrder, serverItems[s], patchItems[p], mergeKey);
            result.Add((serverNext ? serverItems[s++] : patchItems[p++])?.DeepClone());
        }
        return result;
    }

    /// <summary>Whether two items are the same one: by the merge key, or by value.</summary>
    public static bool Same(JsonNode? left, JsonNode? right, string? mergeKey) =>
        mergeKey is null
            ? JsonNode.DeepEquals(left, right)
            : left is JsonObject one && right is JsonObject other && one.TryGetPropertyValue(mergeKey, out var key) && other.TryGetPropertyValue(mergeKey, out var otherKey)
                && JsonNode.DeepEquals(key, otherKey);

    private static bool Precedes(JsonArray order, JsonNode? left, JsonNode? right, string? mergeKey)
    {
        var (l, r) = (Index(order, left, mergeKey), Index(order, right, mergeKey));
        return l >= 0 && r >= 0 && l < r;
    }

    private static int Index(JsonArray list, JsonNode? item, string? mergeKey)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (Same(list[i], item, mergeKey))
                return i;
        }
        return -1;
    }
}
