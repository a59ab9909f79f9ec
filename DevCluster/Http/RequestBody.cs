using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Http;

/// <summary>A request's body as JSON, with the paths of fields that appeared twice (the last one counts).</summary>
internal sealed record RequestBody(JsonNode? Node, IReadOnlyList<string> Duplicates)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 256 };

    /// <exception cref="ApiException">415 for another media type, 400 when it cannot be read.</exception>
    public static RequestBody Read(ApiRequest request)
    {
        var type = MediaTypes.Bare(request.ContentType);
        return type switch
        {
            "" or MediaTypes.Json => ReadJson(request.Body),
            MediaTypes.Yaml or "application/x-yaml" or "text/yaml" => ReadYaml(request.Body),
            MediaTypes.Protobuf => Protobuf.ProtobufBody.Read(request.Body),
            _ => throw ApiErrors.UnsupportedMediaType(MediaTypes.Served),
        };
    }

    public static RequestBody ReadJson(ReadOnlyMemory<byte> body)
    {
        try
        {
            return new RequestBody(JsonNode.Parse(body.Span, documentOptions: Strict), []);
        }
        catch (JsonException)
        {
            return DuplicateFields.Read(body);
        }
    }

    public static RequestBody ReadYaml(ReadOnlyMemory<byte> body) => YamlBody.Read(body);

    /// <exception cref="ApiException">400: the body is no object.</exception>
    public JsonObject Object()
    {
        var obj = Node as JsonObject ?? throw DecodingFaults.NoObject(Node);
        foreach (var field in (ReadOnlySpan<string>)["kind", "apiVersion"])
        {
            if (obj[field] is { } value && value.GetValueKind() != JsonValueKind.String)
                throw DecodingFaults.NoText(field, value);
        }

        return obj;
    }
}
