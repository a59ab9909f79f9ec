using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orkestra.Kubernetes.Apply;

/// <summary>The fields that a field manager owns, as <c>metadata.managedFields[].fieldsV1</c> lists them.</summary>
public sealed class OwnedFields
{
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
    /// The order of keys and of the items of keyed lists and sets does not matter. Never 0.
    /// </summary>
    /// <param name="live">The object as UTF-8 JSON. It is read once and not parsed, which makes this the cheap way.</param>
    public ulong Fingerprint(ReadOnlySpan<byte> live) => OwnedFingerprint.Of(Root, live);

    /// <summary>The same number from a parsed object.</summary>
    public ulong Fingerprint(JsonObject live) => Fingerprint(JsonSerializer.SerializeToUtf8Bytes(live));
}
