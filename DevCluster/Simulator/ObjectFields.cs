using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Simulator;

/// <summary>Reads what behaviours need from an object's JSON.</summary>
internal static class ObjectFields
{
    public static long? Number(this JsonNode? node, params ReadOnlySpan<string> path) => Find(node, path) is JsonValue value && value.TryGetValue(out long number) ? number : null;

    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> path) => Find(node, path) is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    public static bool IsTrue(this JsonNode? node, params ReadOnlySpan<string> path) => Find(node, path) is JsonValue value && value.TryGetValue(out bool set) && set;

    /// <summary>As the API server writes counts: a zero is left out.</summary>
    public static JsonNode? Count(long count) => count == 0 ? null : JsonValue.Create(count);

    private static JsonNode? Find(JsonNode? node, ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            node = (node as JsonObject)?[name];
        return node;
    }
}
