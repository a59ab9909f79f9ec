namespace Orkestra.Kubernetes.Tests.Fakes;

/// <summary>Gives its bytes in pieces of a size, as a network does.</summary>
internal sealed class DrippingStream(byte[] bytes, int piece) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(buffer.Length, piece)], cancellationToken);
}
