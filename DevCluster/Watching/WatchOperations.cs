using System.IO.Pipelines;
using System.Threading.Channels;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Operations;
using Orkestra.DevCluster.Storage;
using Orkestra.DevCluster.Tables;
using Orkestra.Kubernetes.Activity;

namespace Orkestra.DevCluster.Watching;

/// <summary>Watches. A watch reads the history at its own pace; one that falls behind what is kept is told 410.</summary>
internal sealed class WatchOperations(ClusterStore store, TableWriter tables, WatchCuts cuts, TimeProvider clock, ActivityGauge? activity)
{
    private const int Batch = 200;
    private static readonly TimeSpan BeforeTheEnd = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BookmarkPeriod = TimeSpan.FromMinutes(1);

    public ApiResponse Watch(OperationContext context)
    {
        var form = ResponseForms.OfStream(context.Request);
        var filter = new ObjectFilter(context);
        var options = WatchOptions.Read(context.Request, store.Revision);
        var cut = cuts.Token;
        // Taken before the answer begins: what a client makes after it has seen the answer comes as events, in order.
        var present = options.From is null ? store.Snapshot(context.Resource.Store) : null;
        var news = new PendingNews(activity);
        return new ApiResponse(200, ApiResponse.Json, default)
        {
            Warnings = context.Warnings,
            Stream = (writer, cancellation) => RunAsync(context, options, present, filter, new WatchFrames(context, form, tables, writer), writer, news, cut, cancellation),
        };
    }

    private async Task RunAsync(
        OperationContext context,
        WatchOptions options,
        ResourceSnapshot? present,
        ObjectFilter filter,
        WatchFrames frames,
        PipeWriter writer,
        PendingNews pending,
        CancellationToken cut,
        CancellationToken cancellation)
    {
        using var news = pending;
        using var timeout = new CancellationTokenSource(options.Timeout, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, cut, timeout.Token, context.Resource.Gone);
        try
        {
            await FollowAsync(context, options, present, filter, frames, writer, news, end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Cut, timed out, or the resource is gone: the stream ends as the real server ends it.
        }
    }

    private async Task FollowAsync(
        OperationContext context, WatchOptions options, ResourceSnapshot? present, ObjectFilter filter, WatchFrames frames, PipeWriter writer, PendingNews news, CancellationToken end)
    {
        var resource = context.Resource.Store;
        var wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var listening = resource.Listen(() =>
        {
            news.Arrive();
            wake.Writer.TryWrite(item: true);
        });
        var bookmarkDue = false;
        using var timer = options.Bookmarks
            ? clock.CreateTimer(
                _ =>
                {
                    Volatile.Write(ref bookmarkDue, value: true);
                    wake.Writer.TryWrite(item: true);
                },
                null,
                options.Timeout - BeforeTheEnd is var last && last > TimeSpan.Zero && last < BookmarkPeriod ? last : BookmarkPeriod,
                BookmarkPeriod)
            : null;
        var position = present is null ? options.From!.Value : await SendPresentAsync(present, context, options, filter, frames, writer, end).ConfigureAwait(false);
        var events = new List<StoredEvent>();
        while (true)
        {
            end.ThrowIfCancellationRequested();
            news.Take();
            var now = store.Snapshot(resource).Revision;
            events.Clear();
            if (!resource.History.TryRead(position, Batch, events))
            {
                frames.Error(ApiErrors.Expired($"too old resource version: {position} ({resource.History.Forgotten})"));
                await writer.FlushAsync(end).ConfigureAwait(false);
                return;
            }

            foreach (var change in events)
            {
                Send(change, filter, frames);
                position = change.Revision;
            }

            if (events.Count == 0 && Volatile.Read(ref bookmarkDue))
            {
                Volatile.Write(ref bookmarkDue, value: false);
                position = Math.Max(position, now);
                frames.Bookmark(position, endsInitialEvents: false);
            }

            await writer.FlushAsync(end).ConfigureAwait(false);
            if (events.Count == Batch)
                continue;
            news.Told();
            await wake.Reader.ReadAsync(end).ConfigureAwait(false);
        }
    }

    private static async Task<long> SendPresentAsync(
        ResourceSnapshot snapshot, OperationContext context, WatchOptions options, ObjectFilter filter, WatchFrames frames, PipeWriter writer, CancellationToken end)
    {
        var unflushed = 0;
        foreach (var obj in snapshot.Range(context.Namespace, null).Where(filter.Matches))
        {
            frames.Event("ADDED", obj);
            if (++unflushed % Batch == 0)
                await writer.FlushAsync(end).ConfigureAwait(false);
        }

        if (options is { MarksInitialEvents: true, Bookmarks: true })
            frames.Bookmark(snapshot.Revision, endsInitialEvents: true);
        await writer.FlushAsync(end).ConfigureAwait(false);
        return snapshot.Revision;
    }

    private static void Send(StoredEvent change, ObjectFilter filter, WatchFrames frames)
    {
        var isIn = change.Type != WatchEventType.Deleted && filter.Matches(change.Object);
        var wasIn = change.Previous is { } previous && filter.Matches(previous);
        if (change.Type == WatchEventType.Deleted)
        {
            if (wasIn || filter.Matches(change.Object))
                frames.Event("DELETED", change.Object);
        }
        else if (isIn)
        {
            frames.Event(wasIn ? "MODIFIED" : "ADDED", change.Object);
        }
        else if (wasIn)
        {
            frames.Event("DELETED", change.Left);
        }
    }
}
