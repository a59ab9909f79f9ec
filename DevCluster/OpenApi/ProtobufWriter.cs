using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Orkestra.DevCluster.OpenApi;

/// <summary>Writes protobuf messages: fields with numbers, nested messages with their length before them.</summary>
internal sealed class ProtobufWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();

    public void Text(int field, string? value)
    {
        if (value is { Length: > 0 })
            Bytes(field, Encoding.UTF8.GetBytes(value));
    }

    public void Flag(int field, bool value)
    {
        if (value)
            Integer(field, 1);
    }

    public void Integer(int field, long value)
    {
        if (value == 0)
            return;
        Varint((ulong)field << 3);
        Varint((ulong)value);
    }

    public void Number(int field, double value)
    {
        if (value == 0)
            return;
        Varint((ulong)field << 3 | 1);
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        _buffer.Write(bytes);
    }

    /// <summary>A nested message, also when it is empty.</summary>
    public void Message(int field, Action<ProtobufWriter> write)
    {
        var inner = new ProtobufWriter();
        write(inner);
        Bytes(field, inner.ToArray());
    }

    private void Bytes(int field, byte[] value)
    {
        Varint((ulong)field << 3 | 2);
        Varint((ulong)value.Length);
        _buffer.Write(value.AsSpan());
    }

    private void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            _buffer.Write([(byte)(value | 0x80)]);
            value >>= 7;
        }
        _buffer.Write([(byte)value]);
    }
}
