using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Orkestra.Kubernetes.Watch;

/// <summary>Reads the events of a watch from its stream, one line each.</summary>
internal static class WatchStream
{
    public static async IAsyncEnumerable<WatchEvent> ReadAsync(Stream stream, string? fieldManager, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 16 * 1024, minimumReadSize: 4 * 1024, leaveOpen: true));
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            var buffer = result.Buffer;
            while (TryTakeLine(ref buffer, result.IsCompleted, out var line))
            {
                if (!line.IsEmpty)
                    yield return Decode(line, fieldManager);
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted)
                break;
        }

        await reader.CompleteAsync().ConfigureAwait(false);
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, bool isLast, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            return true;
        }

        // A line without its end is whole only when the stream ended regularly after it; one that was cut does not parse.
        line = buffer;
        var take = isLast && !buffer.IsEmpty;
        if (take)
            buffer = buffer.Slice(buffer.End);
        return take;
    }

    private static WatchEvent Decode(ReadOnlySequence<byte> line, string? fieldManager)
    {
        if (line.IsSingleSegment)
            return WatchEventDecoder.Decode(line.FirstSpan, fieldManager);
        var length = (int)line.Length;
        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            line.CopyTo(rented);
            return WatchEventDecoder.Decode(rented.AsSpan(0, length), fieldManager);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
