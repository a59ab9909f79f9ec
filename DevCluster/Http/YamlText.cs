using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Orkestra.DevCluster.Http;

/// <summary>Writes JSON as YAML, as the server answers it: keys in order, block style, quotes where a plain scalar would be read as something else.</summary>
internal static partial class YamlText
{
    private static readonly string[] Words = ["", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n"];

    public static byte[] Write(JsonNode? node)
    {
        var text = new StringBuilder();
        Value(text, node, indent: 0, atLineStart: true);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Value(StringBuilder text, JsonNode? node, int indent, bool atLineStart)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } map:
                foreach (var (key, value) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    Begin(text, indent, ref atLineStart);
                    text.Append(Scalar(key)).Append(':');
                    if (value is JsonObject { Count: > 0 })
                        Nested(text, value, indent + 2);
                    else if (value is JsonArray { Count: > 0 })
                        Nested(text, value, indent);
                    else
                        text.Append(' ').Append(Leaf(value)).Append('\n');
                }

                break;
            case JsonArray { Count: > 0 } list:
                foreach (var item in list)
                {
                    Begin(text, indent, ref atLineStart);
                    text.Append("- ");
                    Value(text, item, indent + 2, atLineStart: false);
                }

                break;
            default:
                text.Append(Leaf(node)).Append('\n');
                break;
        }
    }

    private static void Nested(StringBuilder text, JsonNode value, int indent)
    {
        text.Append('\n');
        Value(text, value, indent, atLineStart: true);
    }

    /// <summary>The first entry of a map or list inside a list goes on after the dash.</summary>
    private static void Begin(StringBuilder text, int indent, ref bool atLineStart)
    {
        if (atLineStart)
            text.Append(' ', indent);
        atLineStart = true;
    }

    private static string Leaf(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject => "{}",
        JsonArray => "[]",
        JsonValue value when value.TryGetValue<string>(out var text) => Scalar(text),
        _ => Encoding.UTF8.GetString(JsonBytes.Write(node)),
    };

    private static string Scalar(string text) => Plain().IsMatch(text) && !Words.Contains(text, StringComparer.OrdinalIgnoreCase)
        ? text
        : Encoding.UTF8.GetString(JsonBytes.Write(JsonValue.Create(text)));

    /// <summary>Begins with a letter and holds nothing that YAML gives a meaning.</summary>
    [GeneratedRegex(@"\A[A-Za-z_/][A-Za-z0-9_./-]*( [A-Za-z0-9_./()-]+)*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Plain();
}
