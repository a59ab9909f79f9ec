using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Rendering;

/// <summary>Estimates how large a document is: its characters and its nodes.</summary>
internal static class NodeSize
{
    public static long Of(JsonNode? node) => node switch
    {
        null => 1,
        JsonObject map => 1 + map.Sum(entry => entry.Key.Length + Of(entry.Value)),
        JsonArray list => 1 + list.Sum(Of),
        _ when node.GetValueKind() == JsonValueKind.String => 1 + node.GetValue<string>().Length,
        _ => 8,
    };
}
