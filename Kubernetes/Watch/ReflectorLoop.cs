using System.Text.Json;
using System.Threading.Channels;
using Orkestra.Kubernetes.Activity;
using Orkestra.Kubernetes.Client;

namespace Orkestra.Kubernetes.Watch;

/// <summary>The life of one reflector. <see cref="_version"/> is the state up to which everything was told; null means that a listing is due.</summary>
internal sealed class ReflectorLoop(
    KubernetesClient client, WatchTarget target, ReflectorOptions options, TimeProvider clock, Random random, ChannelWriter<ReflectorEvent> events)
{
    private const int FailuresUntilRelist = 4;
    private const string InitialEventsEnd = "k8s.io/initial-events-end";
    private static readonly TimeSpan GraceAfterWatchTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CountedWatchTime = TimeSpan.FromDays(30);
    private static readonly TimeSpan ShortestHealthyWatch = TimeSpan.FromSeconds(1);

    private readonly ActivityGauge? _activity = client.Activity;
    private readonly WatchBackoff _backoff = new(options, random);
    private string? _version;
    private bool _streams = options.StreamingList;
    private bool _pages = true;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _activity?.Begin();
        while (true)
        {
            var pause = await StepAsync(cancellationToken).ConfigureAwait(false);
            if (pause <= TimeSpan.Zero)
                continue;
            _activity?.End();
            await Task.Delay(pause, clock, cancellationToken).ConfigureAwait(false);
            _activity?.Begin();
        }
    }

    // One listing or one watch. Returns how long to wait before the next.
    private async Task<TimeSpan> StepAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_version is not null)
                return await WatchAsync(_version, cancellationToken).ConfigureAwait(false);
            if (await CanStreamAsync(cancellationToken).ConfigureAwait(false))
                return await WatchAsync(from: null, cancellationToken).ConfigureAwait(false);
            await ListAsync(cancellationToken).ConfigureAwait(false);
            return TimeSpan.Zero;
        }
        catch (KubernetesApiException error) when (error.IsGone)
        {
            // Of a list, it means that reading the pages takes longer than the server keeps their state: all at once then.
            _pages &= _version is not null;
            _version = null;
            var pause = _backoff.Failed();
            return _backoff.Failures == 1 ? TimeSpan.Zero : pause;
        }
        catch (Exception error) when (error is KubernetesApiException or ClusterUnreachableException or JsonException)
        {
            await events.WriteAsync(new ReflectorEvent.Failed(error), cancellationToken).ConfigureAwait(false);
            var pause = _backoff.Failed();
            // A server that answers but refuses to go on from here may have lost its history, as after a restore.
            if (error is KubernetesApiException && _backoff.Failures >= FailuresUntilRelist)
                _version = null;
            return pause;
        }
    }

    private async ValueTask<bool> CanStreamAsync(CancellationToken cancellationToken) =>
        _streams && (_streams = (await client.VersionAsync(cancellationToken).ConfigureAwait(false)).IsAtLeast(1, 32));

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        var selection = new ListOptions
        {
            Namespace = target.Namespace,
            LabelSelector = target.LabelSelector,
            FieldSelector = target.FieldSelector,
            PageSize = _pages ? options.PageSize : 0,
        };
        var lister = new Lister(client, target.Resource, selection, mayMixStates: false);
        var started = false;
        await foreach (var obj in lister.ReadAsync(json => WatchedObjectDecoder.Decode(json, target.FieldManager, target.Resource), cancellationToken).ConfigureAwait(false))
        {
            if (!started)
                await events.WriteAsync(new ReflectorEvent.ListStarted(), cancellationToken).ConfigureAwait(false);
            started = true;
            await events.WriteAsync(new ReflectorEvent.Listed(obj), cancellationToken).ConfigureAwait(false);
        }

        if (!started)
            await events.WriteAsync(new ReflectorEvent.ListStarted(), cancellationToken).ConfigureAwait(false);
        await events.WriteAsync(new ReflectorEvent.ListCompleted(lister.ResourceVersion), cancellationToken).ConfigureAwait(false);
        _version = lister.ResourceVersion;
        _pages = true;
        _backoff.Succeeded();
    }

    private async Task<TimeSpan> WatchAsync(string? from, CancellationToken cancellationToken)
    {
        // A counted watch never ends by itself: its clock jumps, and a stream that is opened anew is blind for a moment.
        var time = _activity is null ? options.MinWatchTime * (1 + random.NextDouble()) : CountedWatchTime;
        var request = WatchRequest.Of(target, from, time);
        using var stream = await OpenAsync(request, isListing: from is null, cancellationToken).ConfigureAwait(false);
        if (stream is null)
            return TimeSpan.Zero;
        var opened = clock.GetTimestamp();
        var watch = new WatchTurn(stream, request, time + GraceAfterWatchTime, from is null);
        var incoming = WatchStream.ReadAsync(stream.Body, target.FieldManager, stream.Token).GetAsyncEnumerator(stream.Token);
        await using var _ = incoming.ConfigureAwait(false);
        if (watch.IsListing)
            await events.WriteAsync(new ReflectorEvent.ListStarted(), cancellationToken).ConfigureAwait(false);
        watch.ExtendPatience(options.StreamingListPatience);
        while (await MoveNextAsync(incoming, watch, cancellationToken).ConfigureAwait(false))
        {
            await TellAsync(incoming.Current, watch, cancellationToken).ConfigureAwait(false);
            _backoff.Succeeded();
        }

        // A server on its way down ends watches at once; asking it again at once would be a busy loop.
        return watch.Events == 0 && clock.GetElapsedTime(opened) < ShortestHealthyWatch ? _backoff.Failed() : TimeSpan.Zero;
    }

    private async Task TellAsync(WatchEvent one, WatchTurn watch, CancellationToken cancellationToken)
    {
        watch.Events++;
        if (one.Type == WatchEventType.Error)
            throw ApiError.Of(watch.Request, (int?)one.Status?["code"] ?? 500, one.Status);
        var obj = one.Object!;
        // While it lists, only the server's time counts, not the reader's.
        if (watch.IsListing)
            watch.ExtendPatience(Timeout.InfiniteTimeSpan);
        if (one.Type != WatchEventType.Bookmark)
        {
            await events.WriteAsync(ToEvent(one, watch.IsListing), cancellationToken).ConfigureAwait(false);
        }
        else if (watch.IsListing && obj.Annotation(InitialEventsEnd) is not null)
        {
            watch.ListingEnded();
            await events.WriteAsync(new ReflectorEvent.ListCompleted(obj.ResourceVersion), cancellationToken).ConfigureAwait(false);
        }

        if (watch.IsListing)
            watch.ExtendPatience(options.StreamingListPatience);
        else
            _version = obj.ResourceVersion;
    }

    private static ReflectorEvent ToEvent(WatchEvent one, bool listing) => one.Type switch
    {
        WatchEventType.Deleted => new ReflectorEvent.Deleted(one.Object!),
        _ when listing => new ReflectorEvent.Listed(one.Object!),
        _ => new ReflectorEvent.Changed(one.Object!),
    };

    // Null when the server does not want to list by watching.
    private async Task<ApiStream?> OpenAsync(ApiRequest request, bool isListing, CancellationToken cancellationToken)
    {
        try
        {
            return await client.Sender.OpenAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesApiException error) when (isListing && error.StatusCode is 400 or 403 or 405 or 422 or 501)
        {
            _streams = false;
            return null;
        }
    }

    private async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<WatchEvent> incoming, WatchTurn watch, CancellationToken cancellationToken)
    {
        // While it waits for an event, whoever brings one counts.
        _activity?.End();
        try
        {
            return await incoming.MoveNextAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Out of patience. A listing that does not come is asked for in the ordinary way; a watch is opened anew.
            _streams &= !watch.IsListing;
            return false;
        }
        catch (Exception error) when (RequestSender.IsConnectionFailure(error, cancellationToken))
        {
            throw client.Sender.Unreachable(watch.Request, error);
        }
        finally
        {
            _activity?.Begin();
        }
    }
}
