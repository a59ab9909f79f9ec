using System.Globalization;
using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Patching;

/// <summary>RFC 6901 paths into a document.</summary>
internal static class JsonPointer
{
    /// <summary>The container that a path ends in and the key in it; the container is null when it is not there. The document itself has no container.</summary>
    public static (JsonNode? Parent, string Key) Locate(JsonNode document, string path)
    {
        var parts = path.Split('/');
        if (parts.Length < 2)
            return (null, "");
        var node = document;
        foreach (var part in parts[1..^1])
        {
            node = node switch
            {
                JsonObject map => map[Unescape(part)],
                JsonArray list when TryIndex(part, list.Count, list.Count - 1, out var index) => list[index],
                _ => null,
            };
            if (node is null)
                return (null, "");
        }
        return (node is JsonObject or JsonArray ? node : null, Unescape(parts[^1]));
    }

    /// <summary>An index of a list, a negative one counted from its end.</summary>
    public static bool TryIndex(string key, int count, int max, out int index)
    {
        if (!int.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out index))
            return false;
        if (index < 0)
            index += count;
        return index >= 0 && index <= max;
    }

    private static string Unescape(string part) => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
