using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Orkestra.DevCluster.Objects;

namespace Orkestra.DevCluster.Tables;

/// <summary>The part of Kubernetes' JSONPath that columns use: fields, indexes, wildcards and filters by equality.</summary>
internal sealed class SimpleJsonPath
{
    private readonly List<Func<JsonNode?, IEnumerable<JsonNode?>>> _steps = [];

    private SimpleJsonPath()
    {
    }

    public IReadOnlyList<JsonNode?> Find(JsonNode root)
    {
        IEnumerable<JsonNode?> found = [root];
        foreach (var step in _steps)
            found = found.SelectMany(step);
        return [.. found];
    }

    /// <summary>A path that cannot be read finds nothing.</summary>
    public static SimpleJsonPath Parse(string path)
    {
        var result = new SimpleJsonPath();
        var text = path.Trim().TrimStart('{').TrimEnd('}').TrimStart('$');
        var at = 0;
        while (at < text.Length)
        {
            if (text[at] == '.')
            {
                at++;
            }
            else if (text[at] == '[')
            {
                var end = text.IndexOf(']', at);
                if (end < 0)
                    end = text.Length - 1;
                result._steps.Add(Bracket(text[(at + 1)..end]));
                at = end + 1;
            }
            else
            {
                result._steps.Add(Field(Name(text, ref at)));
            }
        }

        return result;
    }

    private static string Name(string text, ref int at)
    {
        var name = new StringBuilder();
        while (at < text.Length && text[at] is not ('.' or '['))
        {
            if (text[at] == '\\' && at + 1 < text.Length)
                at++;
            name.Append(text[at++]);
        }

        return name.ToString();
    }

    private static Func<JsonNode?, IEnumerable<JsonNode?>> Bracket(string inside)
    {
        if (inside is "*")
            return All;
        if (int.TryParse(inside, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
            return node => node is JsonArray list && Math.Abs(index) <= list.Count - (index < 0 ? 0 : 1) ? [list[index < 0 ? list.Count + index : index]] : [];
        if (inside.StartsWith("?(@.", StringComparison.Ordinal) && inside.Split("==", 2) is [var left, var right])
            return Filter(left[4..].Trim(), right.TrimEnd(')').Trim().Trim('"', '\''));
        return Field(inside.Trim('"', '\''));
    }

    private static Func<JsonNode?, IEnumerable<JsonNode?>> Filter(string path, string expected) => node =>
        (node as JsonArray)?.Where(item => string.Equals(item.AtDots(path) is { } value ? value.Text() ?? value.ToJsonString() : null, expected, StringComparison.Ordinal)) ?? [];

    private static Func<JsonNode?, IEnumerable<JsonNode?>> Field(string name) =>
        name is "*" ? All : node => node is JsonObject map && map.TryGetPropertyValue(name, out var value) ? [value] : [];

    private static IEnumerable<JsonNode?> All(JsonNode? node) => node switch
    {
        JsonArray list => list,
        JsonObject map => map.Select(pair => pair.Value),
        _ => [],
    };
}
