using System.Text.Json.Nodes;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Loading;

/// <summary>Shows what a file says, without what it keeps secret: constant values of secrets, tokens and passwords, also those in URLs. Templates and names of variables are no secrets.</summary>
internal static class DeclarationText
{
    private const string Hidden = "(not shown)";

    private static readonly string[] Credentials = ["token", "password", "authorization"];

    public static JsonNode? Of(Node node)
    {
        var text = NodeJson.Of(node);
        Hide(text, isSecret: false, isHidden: false);
        return text;
    }

    private static void Hide(JsonNode? node, bool isSecret, bool isHidden)
    {
        if (node is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (IsConstant(list[i]) && (isHidden || HasPassword(list[i])))
                    list[i] = Hidden;
                else
                    Hide(list[i], isSecret, isHidden);
            }
        }
        else if (node is JsonObject map)
        {
            var isOne = isSecret || map["kind"] is JsonValue kind && kind.TryGetValue<string>(out var text) && text is "Secret";
            foreach (var key in map.Select(each => each.Key).ToList())
            {
                var isCredential = Credentials.Contains(key, StringComparer.OrdinalIgnoreCase);
                var hides = isHidden || isCredential || (isOne && key is "data" or "stringData");
                if (IsConstant(map[key]) && (hides || HasPassword(map[key])))
                    map[key] = Hidden;
                else
                    Hide(map[key], isOne || key is "secrets", hides && !isCredential);
            }
        }
    }

    private static bool HasPassword(JsonNode? value) =>
        value is JsonValue scalar && scalar.TryGetValue<string>(out var text) && Uri.TryCreate(text, UriKind.Absolute, out var url) && url.UserInfo.Contains(':', StringComparison.Ordinal);

    private static bool IsConstant(JsonNode? value) =>
        value is JsonValue scalar && !(scalar.TryGetValue<string>(out var text) && (text.Length == 0 || text.StartsWith('$') || text.Contains("{{", StringComparison.Ordinal)));
}
