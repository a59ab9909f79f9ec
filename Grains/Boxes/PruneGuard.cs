using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Grains.Storage;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Boxes;

/// <summary>A changed definition deletes nothing before it is known in how many custom resources it would, and nothing in more than the limit before somebody accepts it.
/// What a change of a custom resource makes superfluous is deleted at once.</summary>
internal sealed class PruneGuard(int limit, string revision, Action<ObjectName> runAgain)
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _holding = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Uid of every custom resource of which a pass has told what it does not want.</summary>
    private readonly Dictionary<ObjectName, string> _decided = [];

    /// <summary>Uids of the children that are kept back.</summary>
    private readonly Dictionary<ObjectName, HashSet<string>> _held = [];

    /// <summary>Custom resources in which the definition prunes or would.</summary>
    private readonly HashSet<ObjectName> _pruning = [];

    /// <summary>Listed ones without a decision.</summary>
    private readonly HashSet<ObjectName> _undecided = [];

    /// <summary>Listed ones whose first pass has not ended; null until they are listed.</summary>
    private HashSet<ObjectName>? _expected;
    private bool _accepted;
    private volatile bool _open;

    /// <summary>Ends when nothing needs to be kept back any more: the definition may be remembered as the present one.</summary>
    public Task Settled => _settled.Task;

    /// <summary>Ends when something is held that has to be accepted.</summary>
    public Task Holding => _holding.Task;

    /// <summary>What waits for being accepted, or null.</summary>
    public (int CustomResources, int Children)? Held
    {
        get
        {
            lock (_lock)
                return IsHolding ? (_held.Count, _held.Values.Sum(children => children.Count)) : null;
        }
    }

    private bool IsHolding => _expected is { Count: 0 } && !MayPrune && _held.Count > 0;

    private bool MayPrune => _accepted || (_expected is { Count: 0 } && _pruning.Count <= limit);

    /// <summary>The definition is the one that was worked off before, or it has made nothing yet: there is nothing to guard.</summary>
    public void Open()
    {
        lock (_lock)
            SetOpen();
    }

    public void Accept()
    {
        lock (_lock)
        {
            _accepted = true;
            Settle();
        }
    }

    /// <summary>The first listing is complete: these have to be looked at.</summary>
    public void Listed(IEnumerable<CustomResourceRecord> records)
    {
        if (_open)
            return;
        lock (_lock)
        {
            _expected = [];
            foreach (var record in records.Where(record => !record.Deleting))
            {
                if (!IsDecided(record))
                    _undecided.Add(record.Name);
                if (record.LastOutcome is not { } outcome || IsToBeRepeated(outcome) || !string.Equals(record.Revision, revision, StringComparison.Ordinal))
                    _expected.Add(record.Name);
            }

            Settle();
        }
    }

    /// <summary>Which of the children that a pass does not want it may delete.</summary>
    public IReadOnlyList<ChildRecord> Allow(CustomResourceRecord record, IReadOnlyList<ChildRecord> unwanted)
    {
        if (_open)
            return unwanted;
        lock (_lock)
        {
            var isFirst = !IsDecided(record);
            _decided[record.Name] = record.Uid;
            _undecided.Remove(record.Name);
            _held.Remove(record.Name, out var before);
            // A child that a pass of this definition wanted once was given up by a change of the custom resource.
            HashSet<string> byDefinition = [.. unwanted.Where(child => isFirst || child.Unverified is not null || before?.Contains(child.Uid) is true).Select(child => child.Uid)];
            if (byDefinition.Count > 0)
                _pruning.Add(record.Name);
            var mayPrune = MayPrune;
            if (byDefinition.Count > 0 && !mayPrune)
                _held[record.Name] = byDefinition;
            Settle();
            return mayPrune ? unwanted : [.. unwanted.Where(child => !byDefinition.Contains(child.Uid))];
        }
    }

    public void PassEnded(CustomResourceRecord record, PassOutcome outcome)
    {
        if (_open || (IsToBeRepeated(outcome) && !record.Deleting))
            return;
        lock (_lock)
        {
            // One that is being deleted makes and prunes nothing any more.
            var isUndecidedNoMore = record.Deleting && _undecided.Remove(record.Name);
            if (_expected?.Remove(record.Name) is true || isUndecidedNoMore)
                Settle();
        }
    }

    public void Gone(ObjectName key)
    {
        if (_open)
            return;
        lock (_lock)
        {
            _decided.Remove(key);
            _undecided.Remove(key);
            _expected?.Remove(key);
            if (_held.Remove(key))
                _pruning.Remove(key);
            Settle();
        }
    }

    /// <summary>The pass did not come as far as to tell anything.</summary>
    public static bool IsToBeRepeated(PassOutcome outcome) => outcome is { Result: PassResult.Unreachable } or { IsAsking: true } or { Result: PassResult.Waiting, Reason: "WaitingForWatch" };

    private bool IsDecided(CustomResourceRecord record) => _decided.TryGetValue(record.Name, out var uid) && string.Equals(uid, record.Uid, StringComparison.Ordinal);

    private void Settle()
    {
        if (IsHolding)
            _holding.TrySetResult();
        if (_open || !MayPrune)
            return;
        foreach (var key in _held.Keys)
            runAgain(key);
        _held.Clear();
        if (_accepted || _undecided.Count == 0)
            SetOpen();
    }

    private void SetOpen()
    {
        _open = true;
        _decided.Clear();
        _held.Clear();
        _pruning.Clear();
        _undecided.Clear();
        _settled.TrySetResult();
    }
}
