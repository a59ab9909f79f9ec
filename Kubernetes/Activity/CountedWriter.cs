using System.Threading.Channels;

namespace Orkestra.Kubernetes.Activity;

/// <summary>Counts each item that is written into a channel. Whoever reads it ends the count when the item has had its effects.</summary>
/// <typeparam name="T">Type of the items.</typeparam>
/// <param name="inner">The channel.</param>
/// <param name="activity">Where items are counted.</param>
public sealed class CountedWriter<T>(ChannelWriter<T> inner, ActivityGauge activity) : ChannelWriter<T>
{
    /// <inheritdoc/>
    public override bool TryWrite(T item)
    {
        // Before the item can be read: the reader may be faster than this thread.
        activity.Begin();
        if (inner.TryWrite(item))
            return true;
        activity.End();
        return false;
    }

    /// <inheritdoc/>
    public override bool TryComplete(Exception? error = null) => inner.TryComplete(error);

    /// <inheritdoc/>
    public override ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default) => inner.WaitToWriteAsync(cancellationToken);
}
