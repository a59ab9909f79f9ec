using System.Text.Json;
using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Kubernetes.Watch;

/// <summary>An object as a watch or a list brought it: what every object has, and the rest as UTF-8 JSON.</summary>
public sealed class WatchedObject
{
    internal WatchedObject(ObjectName name, string uid, string resourceVersion, long generation, bool deleting, ReadOnlyMemory<byte> json, ReadOnlyMemory<byte> ownedFields)
    {
        Name = name;
        Uid = uid;
        ResourceVersion = resourceVersion;
        Generation = generation;
        Deleting = deleting;
        Json = json;
        OwnedFields = ownedFields;
    }

    /// <summary>Namespace and name.</summary>
    public ObjectName Name { get; }

    /// <summary><c>metadata.uid</c>.</summary>
    public string Uid { get; }

    /// <summary><c>metadata.resourceVersion</c>.</summary>
    public string ResourceVersion { get; }

    /// <summary><c>metadata.generation</c>, or 0.</summary>
    public long Generation { get; }

    /// <summary>Whether it has a deletionTimestamp.</summary>
    public bool Deleting { get; }

    /// <summary>The whole object as UTF-8 JSON, without managedFields. It is its own memory and stays valid.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>The fieldsV1 of the field manager's Apply entry without subresource, or empty.</summary>
    public ReadOnlyMemory<byte> OwnedFields { get; }

    /// <summary>From the bytes of one object.</summary>
    /// <param name="json">The object as UTF-8 JSON; it is copied.</param>
    /// <param name="fieldManager">Whose Apply entry is kept, or null.</param>
    /// <exception cref="JsonException">The bytes are no JSON object.</exception>
    public static WatchedObject Decode(ReadOnlySpan<byte> json, string? fieldManager) => WatchedObjectDecoder.Decode(json, fieldManager, resource: null);

    /// <summary>From a parsed object.</summary>
    public static WatchedObject From(JsonObject obj, string? fieldManager)
    {
        ArgumentNullException.ThrowIfNull(obj);
        return Decode(JsonSerializer.SerializeToUtf8Bytes(obj), fieldManager);
    }

    /// <summary>The value of a label, or null. Reads the JSON up to it.</summary>
    public string? Label(string name) => MetadataReader.Entry(Json.Span, "labels"u8, name);

    /// <summary>The value of an annotation, or null. Reads the JSON up to it.</summary>
    public string? Annotation(string name) => MetadataReader.Entry(Json.Span, "annotations"u8, name);

    /// <summary>64 bits of the values that <see cref="OwnedFields"/> names; see <see cref="Apply.OwnedFields.Fingerprint(ReadOnlySpan{byte})"/>.</summary>
    public ulong Fingerprint() => Apply.OwnedFields.Parse(OwnedFields).Fingerprint(Json.Span);

    /// <summary>The whole object, for looking into it. A new one each time.</summary>
    public JsonObject Parse() => JsonNode.Parse(Json.Span) as JsonObject ?? throw new JsonException($"{Name} is no JSON object.");

    /// <inheritdoc/>
    public override string ToString() => $"{Name}@{ResourceVersion}";
}
