using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Orkestra.Kubernetes.Activity;
using Orkestra.Kubernetes.Client;

namespace Orkestra.Kubernetes.Watch;

/// <summary>
/// Tells the objects of a target and every change of them, for ever: it lists, watches, resumes after a cut from the last resourceVersion that it saw,
/// and lists again when the server does not know that one any more. No change is lost: what happens while it cannot watch is in the next events or in the next listing.
/// </summary>
/// <param name="client">The server.</param>
/// <param name="target">What is watched.</param>
/// <param name="options">How.</param>
/// <param name="clock">For pauses and timeouts.</param>
/// <param name="random">For jitter; used by one reflector at a time unless it is <see cref="Random.Shared"/>.</param>
public sealed class Reflector(KubernetesClient client, WatchTarget target, ReflectorOptions options, TimeProvider clock, Random random)
{
    private const int EventsUnderway = 64;

    /// <summary>The events. Ends only when cancelled, by throwing <see cref="OperationCanceledException"/>. A reader that is slow slows the stream down; it loses nothing.</summary>
    public async IAsyncEnumerable<ReflectorEvent> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var events = Channel.CreateBounded<ReflectorEvent>(new BoundedChannelOptions(EventsUnderway) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var loop = FillAsync(events.Writer, stop.Token);
        try
        {
            await foreach (var one in events.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return one;
                // Whoever asks for the next event is done with this one.
                client.Activity?.End();
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await loop.ConfigureAwait(false);
        }
    }

    private async Task FillAsync(ChannelWriter<ReflectorEvent> events, CancellationToken cancellationToken)
    {
        var counted = client.Activity is { } activity ? new CountedWriter<ReflectorEvent>(events, activity) : events;
        try
        {
            await new ReflectorLoop(client, target, options, clock, random, counted).RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            events.Complete(error);
        }
    }
}
