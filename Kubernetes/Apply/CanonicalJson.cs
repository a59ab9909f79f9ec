using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Client;

namespace Orkestra.Kubernetes.Apply;

/// <summary>One spelling for each JSON value: keys in ordinal order, numbers in their shortest form, no white space. Equal values have equal bytes.</summary>
public static class CanonicalJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>A 64-bit hash of the canonical bytes; the same in every process and on every machine.</summary>
    public static ulong Hash(JsonNode? node)
    {
        using var buffer = new PooledBuffer();
        Write(node, buffer);
        return XxHash64.Hash(buffer.WrittenSpan);
    }

    /// <summary>Writes the canonical bytes.</summary>
    public static void Write(JsonNode? node, IBufferWriter<byte> output)
    {
        using var writer = new Utf8JsonWriter(output, Options);
        Write(node, writer);
    }

    internal static void Write(JsonNode? node, Utf8JsonWriter writer)
    {
        switch (node)
        {
            case null:
                writer.WriteNullValue();
                break;
            case JsonObject obj:
                WriteObject(obj, writer);
                break;
            case JsonArray array:
                writer.WriteStartArray();
                foreach (var item in array)
                    Write(item, writer);
                writer.WriteEndArray();
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.Number:
                writer.WriteRawValue(JsonNumber.Canonical(value), skipInputValidation: true);
                break;
            // A string may come escaped in many ways; read and written again there is one.
            case JsonValue value when value.TryGetValue(out string? text):
                writer.WriteStringValue(text);
                break;
            default:
                node.WriteTo(writer);
                break;
        }
    }

    private static void WriteObject(JsonObject obj, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        var count = obj.Count;
        var properties = ArrayPool<KeyValuePair<string, JsonNode?>>.Shared.Rent(count);
        ((ICollection<KeyValuePair<string, JsonNode?>>)obj).CopyTo(properties, 0);
        var sorted = properties.AsSpan(0, count);
        sorted.Sort(static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        foreach (var (name, value) in sorted)
        {
            writer.WritePropertyName(name);
            Write(value, writer);
        }

        ArrayPool<KeyValuePair<string, JsonNode?>>.Shared.Return(properties, clearArray: true);
        writer.WriteEndObject();
    }
}
