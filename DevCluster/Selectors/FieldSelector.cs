using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Storage;

namespace Orkestra.DevCluster.Selectors;

/// <summary>The fieldSelector of a request: fields that must all be equal, or not equal, to a value.</summary>
internal sealed class FieldSelector
{
    private readonly List<(string Path, string Value, bool Equal)> _terms = [];

    public static FieldSelector Everything { get; } = new();

    public bool IsEverything => _terms.Count == 0;

    /// <summary>The one name that can match, when the selector says so.</summary>
    public string? Name => _terms.Where(term => term is { Path: "metadata.name", Equal: true }).Select(term => term.Value).FirstOrDefault();

    /// <exception cref="ApiException">400: the text is no selector, or a field is not among those supported.</exception>
    public static FieldSelector Parse(string text, IReadOnlySet<string> supported, bool custom)
    {
        if (text.Length == 0)
            return Everything;
        var selector = new FieldSelector();
        foreach (var term in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = term.IndexOf("!=", StringComparison.Ordinal);
            var (equal, length) = (at < 0, 2);
            if (equal)
            {
                at = term.IndexOf('=', StringComparison.Ordinal);
                if (at < 0)
                    throw ApiErrors.BadRequest($"invalid selector: '{text}'; can't understand '{term}'");
                length = at + 1 < term.Length && term[at + 1] == '=' ? 2 : 1;
            }

            var path = term[..at];
            if (!supported.Contains(path))
            {
                throw ApiErrors.BadRequest(supported.Count > 2 || custom
                    ? $"field label not supported: {path}"
                    : $"{FieldError.Quote(path)} is not a known field selector: only \"metadata.name\", \"metadata.namespace\"");
            }

            selector._terms.Add((path, Unescape(term[(at + length)..]), equal));
        }

        return selector;
    }

    /// <param name="obj">The object.</param>
    /// <param name="content">The object's JSON in the version of the reader; asked only for fields that are not kept apart.</param>
    public bool Matches(StoredObject obj, Func<JsonObject> content)
    {
        JsonObject? parsed = null;
        foreach (var (path, expected, equal) in _terms)
        {
            var actual = path switch
            {
                "metadata.name" => obj.Name,
                "metadata.namespace" => obj.Namespace ?? "",
                _ => Read(parsed ??= content(), path),
            };
            if (string.Equals(actual, expected, StringComparison.Ordinal) != equal)
                return false;
        }

        return true;
    }

    private static string Read(JsonObject obj, string path)
    {
        JsonNode? node = obj;
        foreach (var part in path.Split('.'))
            node = (node as JsonObject)?[part];
        return node switch
        {
            null => "",
            JsonValue value when value.TryGetValue<string>(out var text) => text,
            _ => node.ToJsonString(),
        };
    }

    private static string Unescape(string value) =>
        value.Replace("\\,", ",", StringComparison.Ordinal).Replace("\\=", "=", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
}
