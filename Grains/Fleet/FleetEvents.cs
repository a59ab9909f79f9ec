using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Orkestra.Grains.Interfaces.Fleet;

namespace Orkestra.Grains.Fleet;

/// <summary>Hands fleet events to whoever listens. A slow reader loses the oldest events; a publisher never waits.</summary>
internal sealed class FleetEvents
{
    private const int Kept = 1024;
    private readonly ConcurrentDictionary<Channel<FleetEvent>, byte> _readers = new();

    public void Publish(FleetEvent happened)
    {
        foreach (var (reader, _) in _readers)
            reader.Writer.TryWrite(happened);
    }

    public async IAsyncEnumerable<FleetEvent> SubscribeAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<FleetEvent>(new BoundedChannelOptions(Kept) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        _readers[channel] = 0;
        try
        {
            await foreach (var happened in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                yield return happened;
        }
        finally
        {
            _readers.TryRemove(channel, out _);
        }
    }
}
