using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Objects;

/// <summary>Reads parts of objects whose form is not certain: what is absent or of another type is null.</summary>
internal static class JsonReading
{
    public static string? Text(this JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static string? Text(this JsonObject map, string name) => map[name].Text();

    public static long? Number(this JsonNode? node)
    {
        if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.Number)
            return null;
        if (value.TryGetValue<long>(out var number))
            return number;
        if (value.TryGetValue<int>(out var small))
            return small;
        return value.TryGetValue<double>(out var real) && real == Math.Floor(real) ? (long)real : null;
    }

    public static bool IsTrue(this JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.True;

    public static bool IsString(this JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String;

    /// <summary>Walks from object to object; null where the way ends.</summary>
    public static JsonNode? Dig(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var part in path)
            node = (node as JsonObject)?[part];
        return node;
    }

    public static JsonNode? AtDots(this JsonNode? node, string path) => node.Dig(path.Split('.'));

    /// <summary>Sets a value, making the objects on the way.</summary>
    public static void SetDots(this JsonObject map, string path, JsonNode? value)
    {
        var parts = path.Split('.');
        foreach (var part in parts[..^1])
            map = map.Child(part);
        map[parts[^1]] = value;
    }

    /// <summary>The object of that name, made when it is absent.</summary>
    public static JsonObject Child(this JsonObject map, string name)
    {
        if (map[name] is JsonObject child)
            return child;
        child = [];
        map[name] = child;
        return child;
    }

    public static JsonObject Copy(this JsonObject map) => (JsonObject)map.DeepClone();
}
