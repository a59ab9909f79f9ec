using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;

namespace Orkestra.DevCluster.Storage;

/// <summary>One version of one object, kept as UTF-8 JSON with the facts that lists, watches and collectors ask for. Immutable.</summary>
internal sealed class StoredObject
{
    private static readonly ImmutableDictionary<string, string> NoLabels = ImmutableDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal);
    private Encoding? _encodings;

    private StoredObject(string? @namespace, string name)
    {
        Namespace = @namespace;
        Name = name;
        Key = KeyOf(@namespace, name);
    }

    public string? Namespace { get; }
    public string Name { get; }

    /// <summary>"namespace/name", or "name" in cluster scope: the order of lists.</summary>
    public string Key { get; }
    public string Uid { get; private init; } = "";
    public long Revision { get; private init; }
    public byte[] Utf8 { get; private init; } = [];

    /// <summary>What <see cref="Utf8"/> was encoded for: a reader with another one encodes anew.</summary>
    public object? EncodedFor { get; private init; }
    public IReadOnlyDictionary<string, string> Labels { get; private init; } = NoLabels;
    public ImmutableArray<OwnerReference> Owners { get; private init; } = [];
    public ImmutableArray<string> Finalizers { get; private init; } = [];
    public bool Deleting { get; private init; }

    public static string KeyOf(string? @namespace, string name) => @namespace is null ? name : $"{@namespace}/{name}";

    /// <summary>A place in the order, to search with.</summary>
    public static StoredObject Probe(string? @namespace, string name) => new(@namespace, name);

    public static StoredObject Of(JsonObject obj, long revision, object? encodedFor)
    {
        var meta = obj["metadata"]!.AsObject();
        return new StoredObject(Text(meta, "namespace"), Text(meta, "name")!)
        {
            Uid = Text(meta, "uid") ?? "",
            Revision = revision,
            Utf8 = JsonBytes.Write(obj),
            EncodedFor = encodedFor,
            Labels = ReadLabels(meta["labels"] as JsonObject),
            Owners = ReadOwners(meta["ownerReferences"] as JsonArray),
            Finalizers = meta["finalizers"] is JsonArray { Count: > 0 } finalizers ? [.. finalizers.Select(f => f!.GetValue<string>())] : [],
            Deleting = meta["deletionTimestamp"] is not null,
        };
    }

    public JsonObject Parse() => JsonBytes.ParseObject(Utf8);

    /// <summary>The bytes for one reader, made once per reader and version.</summary>
    public byte[] Encoded(object reader, Func<StoredObject, byte[]> encode)
    {
        if (ReferenceEquals(reader, EncodedFor))
            return Utf8;
        for (var known = Volatile.Read(ref _encodings); known is not null; known = known.Next)
        {
            if (ReferenceEquals(known.Reader, reader))
                return known.Bytes;
        }

        var bytes = encode(this);
        while (true)
        {
            var head = Volatile.Read(ref _encodings);
            if (Interlocked.CompareExchange(ref _encodings, new Encoding(reader, bytes, head), head) == head)
                return bytes;
        }
    }

    private static string? Text(JsonObject map, string name) => map[name] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    private static IReadOnlyDictionary<string, string> ReadLabels(JsonObject? labels) =>
        labels is not { Count: > 0 } ? NoLabels : labels.ToDictionary(pair => pair.Key, pair => pair.Value?.GetValue<string>() ?? "", StringComparer.Ordinal);

    private static ImmutableArray<OwnerReference> ReadOwners(JsonArray? references) =>
        references is not { Count: > 0 }
            ? []
            : [.. references.OfType<JsonObject>().Select(reference => new OwnerReference(
                Text(reference, "apiVersion") ?? "",
                Text(reference, "kind") ?? "",
                Text(reference, "name") ?? "",
                Text(reference, "uid") ?? "",
                reference["controller"]?.GetValueKind() == System.Text.Json.JsonValueKind.True,
                reference["blockOwnerDeletion"]?.GetValueKind() == System.Text.Json.JsonValueKind.True))];

    private sealed record Encoding(object Reader, byte[] Bytes, Encoding? Next);
}
