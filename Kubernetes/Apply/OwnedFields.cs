using System.Text.Json.Nodes;

namespace Orkestra.Kubernetes.Apply;

/// <summary>The fields that a field manager owns, as <c>metadata.managedFields[].fieldsV1</c> lists them.</summary>
public sealed class OwnedFields
{
    private readonly JsonObject? _root;

    private OwnedFields(JsonObject? root) => _root = root;

    /// <summary>Nothing is owned.</summary>
    public static OwnedFields None { get; } = new(null);

    /// <summary>Whether nothing is owned.</summary>
    public bool IsEmpty => _root is null or { Count: 0 };

    /// <summary>Reads fieldsV1; empty bytes own nothing.</summary>
    /// <exception cref="System.Text.Json.JsonException">The bytes are no JSON object.</exception>
    public static OwnedFields Parse(ReadOnlyMemory<byte> fieldsV1) =>
        fieldsV1.IsEmpty ? None : new OwnedFields(JsonNode.Parse(fieldsV1.Span) as JsonObject ?? throw new System.Text.Json.JsonException("fieldsV1 is no object."));
}
