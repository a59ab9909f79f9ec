using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Orkestra.Kubernetes.Yaml;

/// <summary>Writes JSON as YAML that kubectl and people read: block style, texts quoted only where YAML would read something else.</summary>
public static partial class YamlText
{
    private static readonly JsonSerializerOptions Quoted = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One document, without a separator; keys in the order that they have, lists indented.</summary>
    public static string Of(JsonNode? node) => Document(node, asServer: false);

    /// <summary>One document as an API server answers it: keys in alphabetical order, the lists of a map not indented.</summary>
    public static string AsServer(JsonNode? node) => Document(node, asServer: true);

    private static string Document(JsonNode? node, bool asServer)
    {
        var text = new StringBuilder();
        switch (node)
        {
            case JsonObject { Count: > 0 } map:
                Map(text, map, 0, first: false, asServer);
                break;
            case JsonArray { Count: > 0 } list:
                List(text, list, 0, asServer);
                break;
            default:
                Scalar(text, node, 0);
                break;
        }

        return text.ToString();
    }

    private static void Map(StringBuilder text, JsonObject map, int depth, bool first, bool asServer)
    {
        foreach (var (key, value) in asServer ? map.OrderBy(pair => pair.Key, StringComparer.Ordinal) : map.AsEnumerable())
        {
            if (!first)
                Indent(text, depth);
            first = false;
            text.Append(Key(key)).Append(':');
            switch (value)
            {
                case JsonObject { Count: > 0 } inner:
                    text.Append('\n');
                    Map(text, inner, depth + 1, first: false, asServer);
                    break;
                case JsonArray { Count: > 0 } list:
                    text.Append('\n');
                    List(text, list, asServer ? depth : depth + 1, asServer);
                    break;
                default:
                    text.Append(' ');
                    Scalar(text, value, depth + 1);
                    break;
            }
        }
    }

    private static void List(StringBuilder text, JsonArray list, int depth, bool asServer)
    {
        foreach (var item in list)
        {
            Indent(text, depth);
            text.Append("- ");
            switch (item)
            {
                case JsonObject { Count: > 0 } map:
                    Map(text, map, depth + 1, first: true, asServer);
                    break;
                case JsonArray { Count: > 0 } inner:
                    text.Append('\n');
                    List(text, inner, depth + 1, asServer);
                    break;
                default:
                    Scalar(text, item, depth + 1);
                    break;
            }
        }
    }

    private static void Scalar(StringBuilder text, JsonNode? value, int depth)
    {
        switch (value)
        {
            case JsonObject:
                text.Append("{}\n");
                break;
            case JsonArray:
                text.Append("[]\n");
                break;
            case JsonValue one when one.GetValueKind() == JsonValueKind.String:
                Text(text, one.GetValue<string>(), depth);
                break;
            default:
                text.Append(value?.ToJsonString() ?? "null").Append('\n');
                break;
        }
    }

    private static void Text(StringBuilder text, string value, int depth)
    {
        if (!IsBlock(value))
        {
            text.Append(IsPlain(value) ? value : JsonSerializer.Serialize(value, Quoted)).Append('\n');
            return;
        }

        text.Append(value.EndsWith('\n') ? "|\n" : "|-\n");
        foreach (var line in value.TrimEnd('\n').Split('\n'))
        {
            if (line.Length > 0)
                Indent(text, depth);
            text.Append(line).Append('\n');
        }
    }

    /// <summary>Several lines that a literal block keeps as they are.</summary>
    private static bool IsBlock(string value) =>
        value.Contains('\n', StringComparison.Ordinal)
        && value.TrimEnd('\n') is { Length: > 0 } content
        && !value.EndsWith("\n\n", StringComparison.Ordinal)
        && content[0] is not (' ' or '\t' or '\n')
        && !value.Any(c => c != '\n' && c != '\t' && (char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF'))
        && !content.Split('\n').Any(line => line.EndsWith(' ') || line.EndsWith('\t'));

    private static string Key(string key) => IsPlain(key) ? key : JsonSerializer.Serialize(key, Quoted);

    private static bool IsPlain(string value) =>
        Plain().IsMatch(value)
        && !value.Contains(": ", StringComparison.Ordinal)
        && !value.Contains(" #", StringComparison.Ordinal)
        && !value.EndsWith(':')
        && !value.EndsWith(' ')
        && !LooksLikeAnother().IsMatch(value)
        && !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static void Indent(StringBuilder text, int depth) => text.Append(' ', depth * 2);

    [GeneratedRegex(@"\A[A-Za-z0-9_/.$(][^\x00-\x1f\x7f-\x9f\u2028\u2029\uFEFF]*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Plain();

    /// <summary>What YAML 1.1 or 1.2 reads as a truth value, nothing, a number, a date or base 60.</summary>
    [GeneratedRegex(@"\A(?:true|false|yes|no|on|off|y|n|null|~|[-+.]?\d[\d_.,:xXoOeE+-]*|0[xX][\da-fA-F_]+|[-+]?\.?(?:inf|nan)|\d{4}-\d\d?-\d\d?.*|\.)\z", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LooksLikeAnother();
}
