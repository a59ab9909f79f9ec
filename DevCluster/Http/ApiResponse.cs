using System.IO.Pipelines;
using System.Text;
using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Yaml;

namespace Orkestra.DevCluster.Http;

/// <summary>One answer: bytes, or a stream that is written until it ends or is cancelled.</summary>
internal sealed record ApiResponse(int StatusCode, string ContentType, ReadOnlyMemory<byte> Body)
{
    public const string Json = "application/json";
    public const string Text = "text/plain; charset=utf-8";

    /// <summary>Writes the body when it is not known beforehand. It flushes what it writes.</summary>
    public Func<PipeWriter, CancellationToken, Task>? Stream { get; init; }

    /// <summary>Texts of Warning headers.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public ApiResponse AsYaml() => this with { ContentType = MediaTypes.Yaml, Body = Encoding.UTF8.GetBytes(YamlText.AsServer(JsonNode.Parse(Body.Span))) };

    public static ApiResponse Of(int statusCode, JsonNode body) => new(statusCode, Json, JsonBytes.Write(body));

    public static ApiResponse OfText(int statusCode, string text) => new(statusCode, Text, System.Text.Encoding.UTF8.GetBytes(text));

    public static ApiResponse Of(ApiException error)
    {
        var response = Of(error.StatusCode, error.Status);
        return error.RetryAfterSeconds is { } seconds
            ? response with { Headers = [new("Retry-After", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture))] }
            : response;
    }
}
