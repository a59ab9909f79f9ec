using System.IO.Pipelines;
using Orkestra.Kubernetes.Activity;

namespace Orkestra.DevCluster.Serving;

/// <summary>The body of a watch in memory. Disposing it ends the watch. What the reader has got counts as underway until it asks for more.</summary>
internal sealed class PipedBody(PipeReader reader, CancellationTokenSource reading, ActivityGauge? activity) : Stream
{
    private bool _handedOut;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A watch is read asynchronously.");

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
            return 0;
        TakeBack();
        var result = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        var part = result.Buffer.Slice(0, Math.Min(buffer.Length, result.Buffer.Length));
        // Before the writer learns of it, so that what is on its way is counted without a gap.
        HandOut();
        var copied = CopyTo(part, buffer.Span);
        reader.AdvanceTo(part.End);
        return copied;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !reading.IsCancellationRequested)
        {
            reading.Cancel();
            reader.Complete();
            TakeBack();
        }

        base.Dispose(disposing);
    }

    private static int CopyTo(System.Buffers.ReadOnlySequence<byte> part, Span<byte> target)
    {
        foreach (var segment in part)
        {
            segment.Span.CopyTo(target);
            target = target[segment.Length..];
        }

        return (int)part.Length;
    }

    private void HandOut()
    {
        _handedOut = true;
        activity?.Begin();
    }

    private void TakeBack()
    {
        if (!_handedOut)
            return;
        _handedOut = false;
        activity?.End();
    }
}
