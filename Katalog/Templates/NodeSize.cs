using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Templates;

/// <summary>Estimates how large a document is: its characters and its nodes. Every child of every pass goes through it: it allocates nothing.</summary>
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
        for (var i = 0; i < map.Count; i++)
        {
            var (key, value) = map.GetAt(i);
            size += key.Length + Of(value);
        }

        return size;
    }

    private static long OfList(JsonArray list)
    {
        var size = 1L;
        for (var i = 0; i < list.Count; i++)
            size += Of(list[i]);
        return size;
    }
}
