namespace Orkestra.DevCluster.Protobuf;

/// <summary>Reads fields in protobuf's wire format.</summary>
internal ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _left = bytes;

    public int Number { get; private set; }

    /// <summary>The value of a varint or fixed field.</summary>
    public ulong Value { get; private set; }

    /// <summary>The content of a field with a length.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <exception cref="FormatException">The bytes are no message.</exception>
    public bool Next()
    {
        if (_left.IsEmpty)
            return false;
        var tag = Varint();
        Number = (int)(tag >> 3);
        Value = 0;
        Content = default;
        switch (tag & 7)
        {
            case 0:
                Value = Varint();
                break;
            case 1:
                Value = BitConverter.ToUInt64(Take(8));
                break;
            case 2:
                var length = Varint();
                Content = Take(length <= int.MaxValue ? (int)length : throw Broken());
                break;
            case 5:
                Value = BitConverter.ToUInt32(Take(4));
                break;
            default:
                throw Broken();
        }

        return true;
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Take(1)[0];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
                return value;
        }

        throw Broken();
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _left.Length)
            throw Broken();
        var taken = _left[..count];
        _left = _left[count..];
        return taken;
    }

    private static FormatException Broken() => new("the body is no protobuf message");
}
