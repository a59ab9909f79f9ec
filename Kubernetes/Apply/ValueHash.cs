using System.Buffers;
using System.Numerics;
using System.Text;
using System.Text.Json;

namespace Orkestra.Kubernetes.Apply;

/// <summary>64 bits of a JSON value, read from its text in one pass: equal values have equal hashes, whatever their spelling and the order of their keys.</summary>
internal static class ValueHash
{
    private const ulong Object = 0x8C9E1FB35A7D4C01;
    private const ulong Array = 0x5D2B6E7F91C3A803;
    private const ulong Number = 0x3F84D5B5B5470917;
    private const ulong True = 0x9216D5D98979FB1B;
    private const ulong False = 0xD1310BA698DFB5AC;
    private const ulong Null = 0x2FFD72DBD01ADFB7;

    /// <summary>The value that starts at the reader's token; afterwards the reader is at its last one.</summary>
    public static ulong Of(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => OfText(ref reader),
        JsonTokenType.Number => Mix(Number, OfNumber(ref reader)),
        JsonTokenType.StartObject => OfObject(ref reader),
        JsonTokenType.StartArray => OfArray(ref reader),
        JsonTokenType.True => True,
        JsonTokenType.False => False,
        _ => Null,
    };

    /// <summary>One number of two, which depends on their order.</summary>
    public static ulong Mix(ulong first, ulong second)
    {
        var mixed = (BitOperations.RotateLeft(first, 31) + 0x9E3779B97F4A7C15) ^ second;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    private static ulong OfObject(ref Utf8JsonReader reader)
    {
        // A sum, so that the order of the keys does not matter.
        var sum = Object;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = OfText(ref reader);
            reader.Read();
            sum += Mix(name, Of(ref reader));
        }

        return Mix(Object, sum);
    }

    private static ulong OfArray(ref Utf8JsonReader reader)
    {
        var hash = Array;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            hash = Mix(hash, Of(ref reader));
        return hash;
    }

    private static ulong OfText(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return XxHash64.Hash(reader.ValueSpan);
        var rented = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        var length = reader.CopyString(rented);
        var hash = XxHash64.Hash(rented.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(rented);
        return hash;
    }

    private static ulong OfNumber(ref Utf8JsonReader reader)
    {
        var text = reader.ValueSpan;
        return text.IndexOfAny(".eE"u8) < 0 && !text.SequenceEqual("-0"u8)
            ? XxHash64.Hash(text)
            : XxHash64.Hash(Encoding.UTF8.GetBytes(JsonNumber.Canonical(Encoding.UTF8.GetString(text))));
    }
}
