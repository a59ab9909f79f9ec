using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orkestra.Grains.Passes;

/// <summary>A spec as the text of an annotation: deflated JSON in base64, and none where that is too long.</summary>
internal static class SpecText
{
    /// <summary>Annotations of one object may have 256 KiB together; one that takes more than this would crowd out others.</summary>
    public const int MaxLength = 64 * 1024;

    /// <returns>Null when it would be too long.</returns>
    public static string? Write(JsonNode? spec)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(JsonSerializer.SerializeToUtf8Bytes(spec ?? new JsonObject()));
        var text = Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
        return text.Length > MaxLength ? null : text;
    }

    /// <returns>Null when there is none, or none that can be read.</returns>
    public static JsonObject? Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        try
        {
            using var inflate = new DeflateStream(new MemoryStream(Convert.FromBase64String(text)), CompressionMode.Decompress);
            return JsonNode.Parse(inflate) as JsonObject;
        }
        catch (Exception error) when (error is FormatException or InvalidDataException or JsonException)
        {
            return null;
        }
    }
}
