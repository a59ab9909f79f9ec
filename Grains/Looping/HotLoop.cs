using Orkestra.Grains.Storage;
using Orkestra.Kubernetes.Apply;

namespace Orkestra.Grains.Looping;

/// <summary>Counts how often a custom resource is written for although no user changed it: somebody else undoes what we do, or our own writes wake it. The first repairs are prompt;
/// where they do not end each one waits longer than the one before, and a quiet time ends that (docs/decisions/084). Guarded by the one pass of its key that runs at a time.</summary>
internal sealed class HotLoop
{
    /// <summary>Passes that are not slowed; one more every <see cref="Leak"/>.</summary>
    public const int Free = 20;

    private static readonly TimeSpan Leak = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>What an entry reads of others may change often by itself: then it has to follow.</summary>
    private static readonly TimeSpan LongestOfReaders = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private double _level;
    private TimeSpan _delay;
    private DateTimeOffset _last;
    private ulong _said;

    /// <summary>What is looked for while the next pass writes; null while all is well.</summary>
    public FlapProbe? Probe { get; private set; }

    /// <summary>Passes that wrote since users said something or a quiet time.</summary>
    public int Count { get; private set; }

    /// <summary>When the next pass may run.</summary>
    public DateTimeOffset Until => _last + _delay;

    /// <summary>Writes to children when the last pass was counted.</summary>
    public int ChildWrites { get; set; }

    public bool IsSlowed(DateTimeOffset now) => _delay > TimeSpan.Zero && !IsOver(now);

    /// <summary>How long a key has to wait that wants a pass now; null: not at all. What users say is heard at once.</summary>
    public TimeSpan? Hold(CustomResourceRecord record, DateTimeOffset now) =>
        IsSlowed(now) && Until > now && !record.Deleting && SaidBy(record) == _said ? Until - now : null;

    /// <summary>A pass wrote.</summary>
    /// <param name="record">For which custom resource.</param>
    /// <param name="readsOthers">Its entry reads objects that are not its children.</param>
    /// <param name="now">When.</param>
    /// <returns>True when it is slowed from now on.</returns>
    public bool Wrote(CustomResourceRecord record, bool readsOthers, DateTimeOffset now)
    {
        var longest = readsOthers ? LongestOfReaders : Longest;
        var said = SaidBy(record);
        if (said != _said || (_delay > TimeSpan.Zero && IsOver(now)))
            (_level, _delay, Count) = (0, TimeSpan.Zero, 0);
        else if (_delay == TimeSpan.Zero)
            _level = Math.Max(0, _level - ((now - _last) / Leak));
        (_said, _last) = (said, now);
        _level++;
        Count++;
        Probe = _level + 1 > Free ? Probe ?? new FlapProbe() : null;
        if (_level <= Free)
            return false;
        var begins = _delay == TimeSpan.Zero;
        _delay = begins ? First : _delay * 2 < longest ? _delay * 2 : longest;
        return begins;
    }

    private bool IsOver(DateTimeOffset now) => now - _last > Quiet + (2 * _delay);

    /// <summary>What only users change: everything but the status, and of the metadata labels and annotations. The generation would not do: without a status subresource a status is one, too.</summary>
    private static ulong SaidBy(CustomResourceRecord record)
    {
        var live = record.Json.Parse();
        var metadata = live["metadata"];
        var said = unchecked((CanonicalJson.Hash(metadata?["annotations"]) * 31) + (CanonicalJson.Hash(metadata?["labels"]) * 17));
        live.Remove("metadata");
        live.Remove("status");
        return unchecked(said + CanonicalJson.Hash(live));
    }
}
