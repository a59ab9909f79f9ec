using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Http;

/// <summary>Reads JSON in which a name may appear twice in one object: the last one counts, and its path is told.</summary>
internal static class DuplicateFields
{
    /// <exception cref="ApiException">400: it is no JSON.</exception>
    public static RequestBody Read(ReadOnlyMemory<byte> body)
    {
        var duplicates = new List<string>();
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 256 });
            return new RequestBody(Copy(document.RootElement, "", duplicates), duplicates);
        }
        catch (JsonException error)
        {
            throw DecodingFaults.NoJson(body, error);
        }
    }

    private static JsonNode? Copy(JsonElement element, string path, List<string> duplicates)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var map = new JsonObject();
                foreach (var property in element.EnumerateObject())
                {
                    var inner = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
                    if (map.ContainsKey(property.Name))
                        duplicates.Add(inner);
                    map[property.Name] = Copy(property.Value, inner, duplicates);
                }

                return map;
            case JsonValueKind.Array:
                var list = new JsonArray();
                foreach (var item in element.EnumerateArray())
                    list.Add(Copy(item, $"{path}[{list.Count}]", duplicates));
                return list;
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return null;
            default:
                return JsonValue.Create(element.Clone());
        }
    }
}
