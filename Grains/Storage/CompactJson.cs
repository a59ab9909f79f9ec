using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Orkestra.Grains.Storage;

/// <summary>An object at rest: its UTF-8 JSON, deflated above 1 KiB.</summary>
internal sealed class CompactJson
{
    private const int DeflateAbove = 1024;
    private readonly byte[] _bytes;
    private readonly int _length;

    private CompactJson(byte[] bytes, int length) => (_bytes, _length) = (bytes, length);

    /// <summary>Bytes that are held.</summary>
    public int Size => _bytes.Length;

    private bool IsDeflated => _bytes.Length != _length;

    public static CompactJson From(ReadOnlySpan<byte> json)
    {
        if (json.Length <= DeflateAbove)
            return new CompactJson(json.ToArray(), json.Length);
        using var target = new MemoryStream(json.Length / 2);
        using (var deflate = new DeflateStream(target, CompressionLevel.Fastest, leaveOpen: true))
            deflate.Write(json);
        return target.Length < json.Length ? new CompactJson(target.ToArray(), json.Length) : new CompactJson(json.ToArray(), json.Length);
    }

    public JsonObject Parse() => IsDeflated ? ParseDeflated() : Parse(_bytes);

    private static JsonObject Parse(ReadOnlySpan<byte> json) => JsonNode.Parse(json)!.AsObject();

    private JsonObject ParseDeflated()
    {
        var json = System.Buffers.ArrayPool<byte>.Shared.Rent(_length);
        try
        {
            using var inflate = new DeflateStream(new MemoryStream(_bytes), CompressionMode.Decompress);
            inflate.ReadExactly(json.AsSpan(0, _length));
            return Parse(json.AsSpan(0, _length));
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(json);
        }
    }
}
