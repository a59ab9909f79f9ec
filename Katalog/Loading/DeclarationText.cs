using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Loading;

/// <summary>Shows what a file says, without what it keeps secret. Where a secret can stand, only what is known to be none is shown: one action of a template without a text in it, and the name of a
/// variable. Elsewhere a text is hidden that looks as if it held one: better too much than one password.</summary>
internal static partial class DeclarationText
{
    private const string Hidden = "(not shown)";

    /// <summary>Parts of the names of what is secret.</summary>
    private static readonly string[] Secrets = ["pass", "pwd", "secret", "token", "credential", "apikey", "accesskey", "privatekey", "authorization", "cookie", "signature", "dsn", "connectionstring"];

    /// <summary>Names that say where a secret is, not what.</summary>
    private static readonly string[] Places = ["fromsecret", "secretname", "tokenfile", "secretref", "tokensecret", "passwordsecret", "tokenfromenv"];

    /// <summary>Blocks of which nothing is shown but templates and names of variables.</summary>
    private static readonly string[] Blocks = ["auth", "headers", "stringdata", "body"];

    /// <summary>Keys whose text names what the <c>value</c> beside it is for.</summary>
    private static readonly string[] Names = ["name", "field", "path", "key"];

    public static JsonNode? Of(Node node)
    {
        var text = NodeJson.Of(node);
        Hide(text, isSecret: false, isHidden: false);
        return text;
    }

    /// <param name="node">A map or a list, whose texts are changed.</param>
    /// <param name="isSecret">It is, or belongs to, an object of kind Secret.</param>
    /// <param name="isHidden">Secrets can stand here.</param>
    private static void Hide(JsonNode? node, bool isSecret, bool isHidden)
    {
        if (node is JsonObject map)
            HideMap(map, isSecret || Text(map["kind"]) is "Secret", isHidden);
        else if (node is JsonArray list)
            HideList(list, isSecret, isHidden, isHidden);
    }

    private static void HideMap(JsonObject map, bool isSecret, bool isHidden)
    {
        var namesSecret = Names.Any(name => Text(map[name]) is { } text && IsSecret(text));
        foreach (var key in map.Select(each => each.Key).ToList())
        {
            var plain = Plain(key);
            if (Places.Contains(plain, StringComparer.Ordinal))
                continue;
            var isBelowHidden = isHidden || Blocks.Contains(plain, StringComparer.Ordinal) || (isSecret && plain is "data") || (namesSecret && plain is "value" or "default");
            // A block with the name of a secret (secrets, imagePullSecrets, secretKeyRef) holds what has names of its own.
            var isHiddenHere = isBelowHidden || IsSecret(key);
            if (MustHide(map[key], isHiddenHere))
                map[key] = Hidden;
            else if (map[key] is JsonArray list)
                HideList(list, isSecret || plain is "secrets", isHiddenHere, isBelowHidden);
            else
                Hide(map[key], isSecret || plain is "secrets", isBelowHidden);
        }
    }

    private static void HideList(JsonArray list, bool isSecret, bool isHiddenHere, bool isBelowHidden)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (MustHide(list[i], isHiddenHere))
                list[i] = Hidden;
            else
                Hide(list[i], isSecret, isBelowHidden);
        }
    }

    private static bool MustHide(JsonNode? value, bool isHidden) =>
        value is JsonValue scalar && (scalar.TryGetValue<string>(out var text) ? isHidden ? !IsHarmless(text) : LooksSecret().IsMatch(text) : isHidden);

    private static bool IsHarmless(string text) => text.Length == 0 || Harmless().IsMatch(text);

    private static bool IsSecret(string name)
    {
        var plain = Plain(name);
        return Secrets.Any(part => plain.Contains(part, StringComparison.Ordinal));
    }

    private static string Plain(string name) => name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    private static string? Text(JsonNode? value) => value is JsonValue scalar && scalar.TryGetValue<string>(out var text) ? text : null;

    /// <summary>One action without a text in it, or the name of a variable of the environment.</summary>
    [GeneratedRegex("""^(\{\{[^"`{}]*\}\}|\$[A-Z_][A-Z0-9_]*|\$\{[A-Z_][A-Z0-9_]*\})$""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Harmless();

    /// <summary>A key, user information of a URL, a scheme of HTTP authentication, or a name of a secret with a value behind it.</summary>
    [GeneratedRegex("""-----BEGIN|://[^/\s?#]*@|\b(bearer|basic)\s+\S|(pass|passwd|password|pwd|secret|token|key|sig|signature|credential)s?["']?\s*[=:]\s*\S""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex LooksSecret();
}
