using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Types;

/// <summary>Reading and filling JSON objects that may lack parts.</summary>
internal static class JsonPaths
{
    public static JsonObject? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            node = (node as JsonObject)?[name];
        return node as JsonObject;
    }

    public static IEnumerable<JsonObject> ObjectsIn(this JsonObject? obj, string name) => (obj?[name] as JsonArray)?.OfType<JsonObject>() ?? [];

    public static string? TextOf(this JsonObject? obj, string name) =>
        obj?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    public static void Default(this JsonObject obj, string name, JsonNode value)
    {
        if (obj[name] is null)
            obj[name] = value;
    }

    public static JsonObject Ensure(this JsonObject obj, string name)
    {
        if (obj[name] is JsonObject present)
            return present;
        var child = new JsonObject();
        obj[name] = child;
        return child;
    }
}
