using Orkestra.Grains.Identity;
using Orkestra.Grains.Passes;
using Orkestra.Grains.Storage;
using Orkestra.Kubernetes.Activity;

namespace Orkestra.Grains.Fleet;

/// <summary>Children that two custom resources of this process want. The one that has the child keeps it and is told who else wants it; the other one's pass fails and names the first.
/// So neither takes the child from the other in turns.</summary>
internal sealed class Contentions(OwnerSlots slots, ActivityGauge? activity)
{
    private readonly Lock _lock = new();

    /// <summary>By the hash of who wants: what, and the hash of who has it.</summary>
    private readonly Dictionary<string, (string Holder, string Text)> _wants = new(StringComparer.Ordinal);

    /// <summary>Whether an object is of another custom resource that this process looks after: it is not taken from that, whatever an entry says, or both would take it in turns.</summary>
    public bool IsHeld(StampedOwner owner, string? holderKey) =>
        holderKey is not null && OwnerHash.Of(holderKey) is var holder && !string.Equals(holder, owner.Hash, StringComparison.Ordinal) && slots.Find(holder)?.Listener is not null;

    /// <summary>A custom resource wants a child of another one.</summary>
    public void Report(StampedOwner contender, string holderKey, PlannedChild child)
    {
        var holder = OwnerHash.Of(holderKey);
        if (string.Equals(holder, contender.Hash, StringComparison.Ordinal))
            return;
        var text = $"{child} is also wanted by {PresentOwner.Named(contender.Key.OwnerKey)}";
        lock (_lock)
        {
            if (_wants.TryGetValue(contender.Hash, out var known) && known == (holder, text))
                return;
            _wants[contender.Hash] = (holder, text);
        }

        Tell(holder);
    }

    /// <summary>It wants nothing of others any more, or is gone.</summary>
    public void Withdraw(string contender)
    {
        (string Holder, string Text) was;
        lock (_lock)
        {
            if (!_wants.Remove(contender, out was))
                return;
        }

        Tell(was.Holder);
    }

    /// <summary>Who else wants children of this custom resource; null: nobody.</summary>
    public string? Of(string holder)
    {
        lock (_lock)
        {
            var texts = _wants.Count == 0 ? [] : _wants.Values.Where(want => string.Equals(want.Holder, holder, StringComparison.Ordinal)).Select(want => want.Text).Order(StringComparer.Ordinal).ToList();
            return texts.Count == 0 ? null : string.Join("; ", texts);
        }
    }

    /// <summary>On a thread of its own: whoever calls may hold the lock of another slot.</summary>
    private void Tell(string holder)
    {
        activity?.Begin();
        ThreadPool.UnsafeQueueUserWorkItem(
            static told =>
            {
                told.Slots.Post(told.Holder, static slot => slot.Listener?.Contested());
                told.Activity?.End();
            },
            (Slots: slots, Holder: holder, Activity: activity),
            preferLocal: false);
    }
}
