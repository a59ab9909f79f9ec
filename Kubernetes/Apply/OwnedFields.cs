using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Client;

namespace Orkestra.Kubernetes.Apply;

/// <summary>The fields that a field manager owns, as <c>metadata.managedFields[].fieldsV1</c> lists them.</summary>
public sealed class OwnedFields
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private OwnedFields(OwnedNode? root) => Root = root;

    /// <summary>Nothing is owned.</summary>
    public static OwnedFields None { get; } = new(null);

    /// <summary>Whether nothing is owned.</summary>
    public bool IsEmpty => Root is null or { Children.Count: 0 };

    internal OwnedNode? Root { get; }

    /// <summary>Reads fieldsV1; empty bytes own nothing.</summary>
    /// <exception cref="JsonException">The bytes are no fieldsV1.</exception>
    public static OwnedFields Parse(ReadOnlyMemory<byte> fieldsV1) => fieldsV1.IsEmpty ? None : new OwnedFields(OwnedNode.Parse(fieldsV1.Span));

    /// <summary>
    /// 64 bits of the live values at the owned paths: the same while nobody changes, adds or removes one of them, whatever else happens to the object.
    /// The order of keys and of the items of keyed lists and sets does not matter.
    /// </summary>
    public ulong Fingerprint(JsonObject live)
    {
        ArgumentNullException.ThrowIfNull(live);
        using var buffer = new PooledBuffer();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            if (Root is not null)
                Write(Root, live, writer);
        }

        return XxHash64.Hash(buffer.WrittenSpan);
    }

    // What is hashed: the tree of owned elements, with the canonical value at each leaf, true or false for an item itself, and nothing for what is missing.
    private static void Write(OwnedNode node, JsonNode? value, Utf8JsonWriter writer)
    {
        if (node.IsLeaf)
        {
            CanonicalJson.Write(value, writer);
            return;
        }

        writer.WriteStartObject();
        if (node.OwnsItself)
            writer.WriteBoolean("."u8, value is not null);
        foreach (var child in node.Children)
        {
            if (!child.TryFind(value, out var found))
                continue;
            writer.WritePropertyName(child.Element);
            Write(child, found, writer);
        }

        writer.WriteEndObject();
    }
}
