using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Grains.Queueing;
using Orkestra.Grains.Storage;
using Orkestra.Grains.Timing;
using Orkestra.Katalog.Model;

namespace Orkestra.Grains.Boxes;

/// <summary>Looks at every custom resource of a box once in each interval, spread over it: its uid says when. Only what reads time gets a pass; for the rest the stored hashes are
/// compared, without waking a grain or asking the API server. A few custom resources are no herd, and are looked at together.</summary>
internal sealed class Resync(BoxContext box, WorkQueue queue, BoxHealth health, Action resynced, Func<TimeSpan> interval, TimeProvider clock)
{
    private const int MostSlots = 60;

    /// <summary>So many custom resources a slot are worth one.</summary>
    private const int SlotSize = 16;

    private static readonly TimeSpan ShortestSlot = TimeSpan.FromMilliseconds(100);

    private readonly HashSet<string> _kept = [.. box.Entry.Resources.Where(entry => entry.Mode is ApplyMode.Apply).Select(entry => entry.Path)];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var begun = TimeSpan.Zero;
        while (true)
        {
            var length = interval();
            // A process that slept for a while does not make good what it missed.
            if (clock.GetElapsedTime(start) - begun > 2 * length)
                begun = clock.GetElapsedTime(start);
            begun += await RoundAsync(start, begun, length, cancellationToken).ConfigureAwait(false);
            health.Resynced();
            resynced();
        }
    }

    /// <returns>How long the round was: shorter when the interval was changed.</returns>
    private async Task<TimeSpan> RoundAsync(long start, TimeSpan begun, TimeSpan length, CancellationToken cancellationToken)
    {
        var slots = Slots(length, box.Store.Count);
        for (var slot = 1; slot <= slots; slot++)
        {
            var due = slot == slots ? length : length / slots * slot;
            if (begun + due - clock.GetElapsedTime(start) is var wait && wait > TimeSpan.Zero)
                await LongDelay.ForAsync(wait, clock, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
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

    private static int Slots(TimeSpan length, int count) => (int)Math.Clamp(Math.Min(count / SlotSize, length / ShortestSlot), 1, MostSlots);

    private void Look(CustomResourceRecord record)
    {
        if (box.Entry.Reads.ReadsTime)
            queue.Add(record.Name, PassCauses.Resync);
        else if (record.Slot.Children.Any(NeedsRepair))
            queue.Add(record.Name, PassCauses.ChildChange);
    }

    private bool NeedsRepair(ChildRecord child) => !child.IsAsApplied && !child.Deleting && _kept.Contains(child.EntryPath);
}
