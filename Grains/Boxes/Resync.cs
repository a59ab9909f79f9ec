using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Grains.Queueing;
using Orkestra.Grains.Storage;
using Orkestra.Katalog.Model;

namespace Orkestra.Grains.Boxes;

/// <summary>Looks at every custom resource of a box at each interval. Only what reads time gets a pass; for the rest the stored hashes are compared, without waking a grain or asking the API server.</summary>
internal sealed class Resync(BoxContext box, WorkQueue queue, BoxHealth health, Action resynced, TimeProvider clock)
{
    private readonly HashSet<string> _kept = [.. box.Entry.Resources.Where(entry => entry.Mode is ApplyMode.Apply).Select(entry => entry.Path)];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(box.Entry.Resync, clock);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var record in box.Store.Records)
            {
                if (box.Entry.Reads.ReadsTime)
                    queue.Add(record.Name, PassCauses.Resync);
                else if (record.Slot.Children.Any(NeedsRepair))
                    queue.Add(record.Name, PassCauses.ChildChange);
            }

            health.Resynced();
            resynced();
        }
    }

    private bool NeedsRepair(ChildRecord child) => !child.IsAsApplied && !child.Deleting && _kept.Contains(child.EntryPath);
}
