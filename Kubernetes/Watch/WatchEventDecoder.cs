using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orkestra.Kubernetes.Watch;

/// <summary>Reads one line of a watch.</summary>
internal static class WatchEventDecoder
{
    /// <exception cref="JsonException">The line is no watch event.</exception>
    public static WatchEvent Decode(ReadOnlySpan<byte> line, string? fieldManager)
    {
        var type = Split(line, out var obj);
        return type switch
        {
            WatchEventType.Error => new WatchEvent(type, null, JsonNode.Parse(obj) as JsonObject),
            WatchEventType.Bookmark => new WatchEvent(type, WatchedObject.Decode(obj, fieldManager: null), null),
            _ => new WatchEvent(type, WatchedObject.Decode(obj, fieldManager), null),
        };
    }

    private static WatchEventType Split(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> obj)
    {
        // As the API server writes it: then the object is read only once.
        if (line.StartsWith("{\"type\":\""u8) && line[^1] == (byte)'}')
        {
            var rest = line[9..^1];
            var quote = rest.IndexOf((byte)'"');
            if (quote > 0 && rest[(quote + 1)..].StartsWith(",\"object\":"u8) && TryType(rest[..quote], out var type))
            {
                obj = rest[(quote + 11)..];
                return type;
            }
        }

        return Search(line, out obj);
    }

    private static WatchEventType Search(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> obj)
    {
        var reader = new Utf8JsonReader(line);
        WatchEventType? found = null;
        obj = default;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isType, isObject) = (reader.ValueTextEquals("type"u8), reader.ValueTextEquals("object"u8));
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            if (isType && TryType(reader.ValueSpan, out var type))
                found = type;
            reader.Skip();
            if (isObject)
                obj = line[start..(int)reader.BytesConsumed];
        }

        return found is { } known && !obj.IsEmpty ? known : throw new JsonException("The line is no watch event.");
    }

    private static bool TryType(ReadOnlySpan<byte> text, out WatchEventType type)
    {
        type = text switch
        {
            _ when text.SequenceEqual("MODIFIED"u8) => WatchEventType.Modified,
            _ when text.SequenceEqual("ADDED"u8) => WatchEventType.Added,
            _ when text.SequenceEqual("DELETED"u8) => WatchEventType.Deleted,
            _ when text.SequenceEqual("BOOKMARK"u8) => WatchEventType.Bookmark,
            _ when text.SequenceEqual("ERROR"u8) => WatchEventType.Error,
            _ => WatchEventType.Unknown,
        };
        return type != WatchEventType.Unknown;
    }
}
