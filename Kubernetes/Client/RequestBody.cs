using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orkestra.Kubernetes.Client;

/// <summary>Writes JSON that is also valid YAML for the server's parser, because an apply patch is read as YAML.</summary>
internal static class RequestBody
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static void Write(JsonNode node, PooledBuffer buffer)
    {
        using (var writer = new Utf8JsonWriter(buffer, Options))
            node.WriteTo(writer);
        if (buffer.WrittenSpan.IndexOf("\\uD"u8) >= 0)
            UnescapeSurrogates(buffer);
    }

    // System.Text.Json escapes characters beyond U+FFFF as two surrogates, which YAML does not know.
    private static void UnescapeSurrogates(PooledBuffer buffer)
    {
        var source = buffer.WrittenSpan.ToArray().AsSpan();
        buffer.Clear();
        var copied = 0;
        for (var at = 0; at < source.Length; at++)
        {
            if (source[at] != (byte)'\\')
                continue;
            if (IsSurrogatePair(source[at..], out var rune))
            {
                buffer.Append(source[copied..at]);
                buffer.Advance(rune.EncodeToUtf8(buffer.GetSpan(4)));
                copied = at + 12;
                at += 11;
            }
            else
            {
                at++;
            }
        }

        buffer.Append(source[copied..]);
    }

    private static bool IsSurrogatePair(ReadOnlySpan<byte> text, out System.Text.Rune rune)
    {
        rune = default;
        return text.Length >= 12 && text[1] == (byte)'u' && text[6] == (byte)'\\' && text[7] == (byte)'u'
            && TryHex(text.Slice(2, 4), out var high) && TryHex(text.Slice(8, 4), out var low) && System.Text.Rune.TryCreate(high, low, out rune);
    }

    private static bool TryHex(ReadOnlySpan<byte> digits, out char value)
    {
        var ok = System.Buffers.Text.Utf8Parser.TryParse(digits, out ushort number, out var used, 'x') && used == 4;
        value = (char)number;
        return ok;
    }
}
