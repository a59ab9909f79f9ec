using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;

namespace Orkestra.DevCluster.Strategies;

/// <summary>Config maps and secrets: keys of data, and the seal `immutable`.</summary>
internal partial class DataStrategy : ResourceStrategy
{
    private const int Limit = 1024 * 1024;
    private const string KeyForm = "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";

    public override IEnumerable<FieldError> Validate(JsonObject obj)
    {
        long size = 0;
        foreach (var field in (string[])["data", "binaryData"])
        {
            foreach (var (key, value) in obj[field] as JsonObject ?? [])
            {
                size += Size(value.Text() ?? "", isBase64: field is "binaryData" || obj.Text("kind") is "Secret");
                if (key.Length > 253 || !Key().IsMatch(key) || key is "." or "..")
                    yield return FieldError.Invalid($"{field}[{key}]", key, KeyForm);
            }
        }

        if (size > Limit)
            yield return FieldError.TooLong("data", Limit);
    }

    public override IEnumerable<FieldError> ValidateUpdate(JsonObject obj, JsonObject live)
    {
        if (!live["immutable"].IsTrue())
            yield break;
        if (!obj["immutable"].IsTrue())
            yield return FieldError.Forbidden("immutable", "field is immutable when `immutable` is set");
        foreach (var field in (string[])["data", "binaryData"])
        {
            if (!JsonNode.DeepEquals(obj[field], live[field]))
                yield return FieldError.Forbidden(field, "field is immutable when `immutable` is set");
        }
    }

    private static long Size(string text, bool isBase64) =>
        isBase64 ? (text.Length / 4 * 3L) - text.AsSpan().Count('=') : Encoding.UTF8.GetByteCount(text);

    [GeneratedRegex(@"\A[-._a-zA-Z0-9]+\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Key();
}
