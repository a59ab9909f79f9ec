using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orkestra.Kubernetes.Client;

/// <summary>A successful answer of the API server to a write.</summary>
public sealed class ApiAnswer
{
    private readonly ReadOnlyMemory<byte> _body;
    private JsonObject? _object;

    /// <summary>An answer as it came; it is parsed when <see cref="Object"/> is first asked for.</summary>
    public ApiAnswer(int statusCode, ReadOnlyMemory<byte> body, IReadOnlyList<string> warnings)
    {
        StatusCode = statusCode;
        _body = body;
        Warnings = warnings;
    }

    /// <summary>An answer from a parsed object.</summary>
    public ApiAnswer(int statusCode, JsonObject obj, IReadOnlyList<string> warnings)
        : this(statusCode, ReadOnlyMemory<byte>.Empty, warnings) => _object = obj;

    /// <summary>201 when the object was created, 200 when it existed.</summary>
    public int StatusCode { get; }

    /// <summary>Whether the write created the object.</summary>
    public bool Created => StatusCode == 201;

    /// <summary>The texts of the answer's Warning headers.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>The object as the server keeps it now.</summary>
    public JsonObject Object => _object ??= JsonNode.Parse(_body.Span) as JsonObject ?? throw new JsonException("The answer is no object.");

    /// <summary>The object as UTF-8 JSON, as it came.</summary>
    public ReadOnlyMemory<byte> Json => _body.IsEmpty ? JsonSerializer.SerializeToUtf8Bytes(_object) : _body;
}
