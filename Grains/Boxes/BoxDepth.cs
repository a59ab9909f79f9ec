using Orkestra.Grains.Queueing;
using Orkestra.Grains.Storage;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Boxes;

/// <summary>The depth limit that an entry declares. Its conditions see the custom resource as it is written.</summary>
internal sealed class BoxDepth : IDepthLimit
{
    private readonly CrdEntry _entry;
    private readonly BoxStore _store;
    private readonly TimeProvider _clock;
    private readonly int _maxDepth;

    private BoxDepth(CrdEntry entry, int maxDepth, BoxStore store, TimeProvider clock)
    {
        (_entry, _maxDepth, _store, _clock) = (entry, maxDepth, store, clock);
        Ceiling = (int)Math.Max(1, (long)maxDepth * entry.Behaviour!.ThresholdPercent / 100);
    }

    public int Ceiling { get; }

    /// <summary>Null where every key has its place in the queue.</summary>
    public static BoxDepth? Of(CrdEntry entry, int maxDepth, BoxStore store, TimeProvider clock) =>
        entry.Behaviour is null || maxDepth <= 0 ? null : new BoxDepth(entry, maxDepth, store, clock);

    public bool Defers(ObjectName key, int depth) =>
        depth >= Ceiling && _store.Find(key) is { } record && TuningRenderer.Defers(_entry, record.Json.Parse(), depth >= _maxDepth, _clock.GetUtcNow());
}
