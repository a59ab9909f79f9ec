using System.Text.Json.Nodes;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Loading;

/// <summary>Plain YAML as JSON: manifests that are read, not compiled.</summary>
internal static class NodeJson
{
    public static JsonNode? Of(Node node) => node switch
    {
        ScalarNode { Value: bool flag } => JsonValue.Create(flag),
        ScalarNode { Value: long number } => JsonValue.Create(number),
        ScalarNode { Value: double number } => JsonValue.Create(number),
        ScalarNode { Value: string text } => JsonValue.Create(text),
        ListNode list => new JsonArray([.. list.Items.Select(Of)]),
        MapNode map => new JsonObject(map.Entries.Select(entry => KeyValuePair.Create(entry.Key, Of(entry.Value)))),
        _ => null,
    };
}
