using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Rendering;

/// <summary>Estimates how large a document is: its characters and its nodes.</summary>
internal static class NodeSize
{
    public static long Of(JsonNode? node) => node switch
    {
        null => 1,
        JsonObject map => OfMap(map),
        JsonArray list => OfList(list),
        _ when node.GetValueKind() == JsonValueKind.String => 1 + node.GetValue<string>().Length,
        _ => 8,
    };

    private static long OfMap(JsonObject map)
    {
        var size = 1L;
        foreach (var (key, value) in map)
            size += key.Length + Of(value);
        return size;
    }

    private static long OfList(JsonArray list)
    {
        var size = 1L;
        foreach (var item in list)
            size += Of(item);
        return size;
    }
}
