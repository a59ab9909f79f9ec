using System.Collections.Concurrent;

namespace Orkestra.Grains.Storage;

/// <summary>The slots of all owners of one cluster in this process, by owner hash. A slot exists while a child or the custom resource is known.</summary>
internal sealed class OwnerSlots
{
    private readonly ConcurrentDictionary<string, OwnerSlot> _slots = new(StringComparer.Ordinal);

    public int Count => _slots.Count;

    /// <summary>The slot of this owner, or null.</summary>
    public OwnerSlot? Find(string ownerHash) => _slots.GetValueOrDefault(ownerHash);

    /// <summary>Runs the change on the slot of this owner, now or after its running pass, and gives the slot up when it is left empty.</summary>
    public void Post(string ownerHash, Action<OwnerSlot> change)
    {
        while (true)
        {
            var slot = _slots.GetOrAdd(ownerHash, static hash => new OwnerSlot(hash));
            var accepted = slot.Post(() =>
            {
                // Held behind a change that gave the slot up, it belongs into the owner's new one.
                if (slot.IsRetired)
                {
                    Post(ownerHash, change);
                    return;
                }

                change(slot);
                Release(slot);
            });
            if (accepted)
                return;
        }
    }

    /// <summary>Forgets the slot if nothing is known in it any more.</summary>
    public void Release(OwnerSlot slot)
    {
        if (slot.TryRetire())
            _slots.TryRemove(new KeyValuePair<string, OwnerSlot>(slot.Hash, slot));
    }

    public IReadOnlyList<OwnerSlot> All() => [.. _slots.Values];
}
