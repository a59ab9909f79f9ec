using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Kubernetes.Client;

/// <summary>Reads one page of a list from the stream, item by item: besides the items there is never more in memory than the part of the stream that was not yet read.</summary>
internal sealed class ListPage(Stream stream)
{
    private JsonReaderState _state;
    private bool _inItems;

    /// <summary>The list's resourceVersion, when the page was read.</summary>
    public string ResourceVersion { get; private set; } = "";

    /// <summary>The token of the next page, or "", when the page was read.</summary>
    public string Continue { get; private set; } = "";

    public async IAsyncEnumerable<T> ReadAsync<T>(ItemDecoder<T> decode, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 32 * 1024, minimumReadSize: 8 * 1024, leaveOpen: true));
        var items = new List<T>();
        var wanted = 1L;
        while (true)
        {
            var result = await reader.ReadAtLeastAsync((int)wanted, cancellationToken).ConfigureAwait(false);
            var read = Parse(result.Buffer, result.IsCompleted, decode, items);
            // An item that is not whole yet is looked at again only when twice as much is there.
            wanted = (result.Buffer.Length - read) * 2 + 1;
            reader.AdvanceTo(result.Buffer.GetPosition(read), result.Buffer.End);
            foreach (var item in items)
                yield return item;
            items.Clear();
            if (result.IsCompleted)
                break;
        }

        await reader.CompleteAsync().ConfigureAwait(false);
    }

    private long Parse<T>(ReadOnlySequence<byte> buffer, bool isFinal, ItemDecoder<T> decode, List<T> items)
    {
        var reader = new Utf8JsonReader(buffer, isFinal, _state);
        while (true)
        {
            var before = reader;
            if (!Step(ref reader, buffer, decode, items))
            {
                _state = before.CurrentState;
                return before.BytesConsumed;
            }
        }
    }

    // Reads one item, or one property of the list. False when it is not whole yet, or the list is at its end.
    private bool Step<T>(ref Utf8JsonReader reader, ReadOnlySequence<byte> buffer, ItemDecoder<T> decode, List<T> items)
    {
        if (!reader.Read())
            return false;
        if (_inItems)
        {
            if (reader.TokenType == JsonTokenType.EndArray)
            {
                _inItems = false;
                return true;
            }

            var start = reader.TokenStartIndex;
            if (!reader.TrySkip())
                return false;
            items.Add(Decode(buffer.Slice(start, reader.BytesConsumed - start), decode));
            return true;
        }

        if (reader.TokenType != JsonTokenType.PropertyName)
            return true;
        if (reader.ValueTextEquals("items"u8))
        {
            if (!reader.Read())
                return false;
            _inItems = reader.TokenType == JsonTokenType.StartArray;
            return true;
        }

        var isMetadata = reader.ValueTextEquals("metadata"u8);
        if (!reader.Read())
            return false;
        var valueStart = reader.TokenStartIndex;
        if (!reader.TrySkip())
            return false;
        if (isMetadata)
            ReadMetadata(buffer.Slice(valueStart, reader.BytesConsumed - valueStart));
        return true;
    }

    private void ReadMetadata(ReadOnlySequence<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName)
                continue;
            var isVersion = reader.ValueTextEquals("resourceVersion"u8);
            var isContinue = reader.ValueTextEquals("continue"u8);
            reader.Read();
            if (isVersion)
                ResourceVersion = reader.GetString() ?? "";
            else if (isContinue)
                Continue = reader.GetString() ?? "";
        }
    }

    private static T Decode<T>(ReadOnlySequence<byte> json, ItemDecoder<T> decode)
    {
        if (json.IsSingleSegment)
            return decode(json.FirstSpan);
        var length = (int)json.Length;
        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            json.CopyTo(rented);
            return decode(rented.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
