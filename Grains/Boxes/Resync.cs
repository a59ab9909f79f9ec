using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Grains.Queueing;
using Orkestra.Grains.Storage;
using Orkestra.Grains.Timing;
using Orkestra.Katalog.Model;

namespace Orkestra.Grains.Boxes;

/// <summary>Looks at every custom resource of a box once in each interval, spread over it: its uid says when. Only what reads time gets a pass; for the rest the stored hashes are
/// compared, without waking a grain or asking the API server. A few custom resources are no herd, and are looked at together.</summary>
internal sealed class Resync(BoxContext box, WorkQueue queue, DelayedKeys delayed, BoxHealth health, Action resynced, Func<TimeSpan> interval, TimeProvider clock)
{
    private const int MostSlots = 60;

    /// <summary>So many custom resources a slot are worth one.</summary>
    private const int SlotSize = 16;

    private static readonly TimeSpan ShortestSlot = TimeSpan.FromMilliseconds(100);

    private readonly HashSet<string> _kept = [.. box.Entry.Resources.Where(entry => entry.Mode is ApplyMode.Apply).Select(entry => entry.Path)];

    private TaskCompletionSource _wake = NewWake();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var begun = TimeSpan.Zero;
        while (true)
        {
            // Taken before the interval is asked for, so that no change of it is missed.
            var wake = Volatile.Read(ref _wake).Task;
            var length = interval();
            // A process that slept for a while does not make good what it missed.
            if (clock.GetElapsedTime(start) - begun > 2 * length)
                begun = clock.GetElapsedTime(start);
            begun += await RoundAsync(start, begun, length, wake, cancellationToken).ConfigureAwait(false);
            health.Resynced();
            if (queue is { Depth: 0, Processing: 0 })
                health.CaughtUp();
            resynced();
        }
    }

    /// <returns>How long the round was: shorter when the interval was changed.</returns>
    private async Task<TimeSpan> RoundAsync(long start, TimeSpan begun, TimeSpan length, Task wake, CancellationToken cancellationToken)
    {
        var slots = Slots(length, box.Store.Count);
        for (var slot = 1; slot <= slots; slot++)
        {
            var due = slot == slots ? length : length / slots * slot;
            if (begun + due - clock.GetElapsedTime(start) is var wait && wait > TimeSpan.Zero)
                await SleepAsync(wait, wake, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (wake.IsCompleted)
                return clock.GetElapsedTime(start) - begun;
            foreach (var record in box.Store.Records)
            {
                if (record.Phase % slots == (uint)slot - 1)
                    Look(record);
            }

            if (interval() != length)
                return due;
        }

        return length;
    }

    /// <summary>The interval is another one: a round of it begins at once.</summary>
    public void Wake() => Interlocked.Exchange(ref _wake, NewWake()).SetResult();

    private static TaskCompletionSource NewWake() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task SleepAsync(TimeSpan time, Task wake, CancellationToken cancellationToken)
    {
        using var rest = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sleep = LongDelay.ForAsync(time, clock, rest.Token);
        await Task.WhenAny(sleep, wake).ConfigureAwait(false);
        // What a timer ended goes on at once: a simulated clock does not move before that.
        if (!sleep.IsCompleted)
            await rest.CancelAsync().ConfigureAwait(false);
    }

    private static int Slots(TimeSpan length, int count) => (int)Math.Clamp(Math.Min(count / SlotSize, length / ShortestSlot), 1, MostSlots);

    /// <summary>What failed waits for its backoff: only a deletion and a change by a user end that.</summary>
    private void Look(CustomResourceRecord record)
    {
        if (record is { ConsecutiveFailures: > 0 } or { UnreachableAttempts: > 0 } && delayed.Contains(record.Name))
            return;
        if (box.Entry.Reads.ReadsTime)
            queue.Add(record.Name, PassCauses.Resync);
        else if (record.Slot.Children.Any(NeedsRepair))
            queue.Add(record.Name, PassCauses.ChildChange);
    }

    private bool NeedsRepair(ChildRecord child) => !child.IsAsApplied && !child.Deleting && _kept.Contains(child.EntryPath);
}
