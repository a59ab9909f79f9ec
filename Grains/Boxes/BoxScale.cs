using Orkestra.Katalog.Model;

namespace Orkestra.Grains.Boxes;

/// <summary>What a box runs with at one moment.</summary>
internal sealed record BoxScale(int Workers, int MaxDepth, TimeSpan Resync, bool IsScaled)
{
    public static BoxScale Declared(CrdEntry entry) => new(entry.Workers, entry.MaxDepth, entry.Resync, IsScaled: false);

    public static BoxScale Scaled(CrdEntry entry, WorkerAutoscale to) => new(to.Workers ?? entry.Workers, to.QueueDepth ?? entry.MaxDepth, to.Resync ?? entry.Resync, IsScaled: true);
}
