using System.Globalization;
using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Tests.Conformance.Harness;

/// <summary>Reads JSON by a JSON pointer without its first slash: <c>spec/ports/0/port</c>; <c>~1</c> is a slash inside a key.</summary>
public static class JsonPointer
{
    public static JsonNode? At(this JsonNode? node, string path)
    {
        foreach (var segment in path.Split('/').Select(part => part.Replace("~1", "/", StringComparison.Ordinal)))
        {
            node = node switch
            {
                JsonObject map => map[segment],
                JsonArray list => int.TryParse(segment, CultureInfo.InvariantCulture, out var index) && index < list.Count ? list[index] : null,
                _ => null,
            };
        }

        return node;
    }

    /// <summary>Strings as they are, anything else as JSON, null when absent.</summary>
    public static string? Text(this JsonNode? node, string path) => node.At(path) switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        var other => other.ToJsonString(),
    };

    /// <summary>Asserts equal values; the order of keys does not count.</summary>
    public static void ShouldBeJson(this JsonNode? node, string expected) =>
        JsonNode.DeepEquals(node, JsonNode.Parse(expected)).ShouldBeTrue($"{node?.ToJsonString()} should be {expected}");

    /// <summary>A copy with the value at the path replaced; parents must exist.</summary>
    public static string With(this JsonNode? node, string path, JsonNode? value)
    {
        var copy = node!.DeepClone();
        var slash = path.LastIndexOf('/');
        var parent = (slash < 0 ? copy : copy.At(path[..slash]))!.AsObject();
        parent[path[(slash + 1)..].Replace("~1", "/", StringComparison.Ordinal)] = value;
        return copy.ToJsonString();
    }
}
