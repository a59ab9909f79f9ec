using System.Text.Json.Nodes;
using Orkestra.Grains.Identity;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Grains.Storage;
using Orkestra.Katalog.Model;
using Orkestra.Kubernetes.Apply;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Watch;

namespace Orkestra.Grains.Passes;

/// <summary>Brings one child to its desired state with at most one write, and with none when it is there.</summary>
internal sealed class ChildApplier(PassServices services, FirstApply firstApply)
{
    private readonly LivingOwner _living = new(services.Client);

    /// <returns>False when the child has to go first: it is being deleted, or belongs to an earlier object of the same name.</returns>
    public async Task<bool> ApplyAsync(ApiResource ownerType, PlannedChild child, StampedOwner owner, OwnerSlot slot, WriteCount writes, CancellationToken cancellationToken)
    {
        var desired = child.Desired ?? throw new ArgumentException("a switched-off child is not applied", nameof(child));
        var known = slot.Find(child.Resource, child.Name) is { } found && found.IsOf(owner) ? found : null;
        if (known is { Deleting: true } || (known?.ControllerUid is { } controller && !string.Equals(controller, owner.Uid, StringComparison.Ordinal)))
            return false;
        if (known is not null && child.Entry.Mode is ApplyMode.CreateOnce)
        {
            if (known.Unverified is not null)
                slot.Set(known with { Unverified = null });
            return true;
        }

        Stamps.WriteDeletion(desired, child.Entry.Deletion);
        var hash = Stamps.Write(desired, child.Entry.Path, owner, child.CanBeOwned, known?.ManagedSince ?? services.Clock.GetUtcNow());
        if (known is { AdoptedFrom: { } from })
            Stamps.MarkAdopted(desired, from);
        if (known is not null && IsAsDesired(known, desired, hash, slot))
            return IsDone(child, slot);
        if (child.Entry.Sleep is { } sleep && slot.Sleeps.Rest(child, sleep, services.Clock) is { } rest)
            throw new PassException(PassResult.Waiting, "Sleeping", $"a change of {child} is put off", rest) { IsBrief = true };
        if (known is { ControllerUid: null } && child.CanBeOwned)
            await _living.EnsureAsync(ownerType, owner, cancellationToken).ConfigureAwait(false);

        if (slot.Probe is { } probe && known is not null)
            await probe.LookAsync(services.Client, child, desired, cancellationToken).ConfigureAwait(false);
        else if (known is null)
            slot.Probe?.Missing(child);
        slot.ChildWrites++;
        var answer = known is null ? null : await AgainAsync(child, desired, known.Uid, writes, cancellationToken).ConfigureAwait(false);
        if (answer is null)
        {
            if (known is not null)
                Forget(known, desired, slot);
            answer = await firstApply.ApplyAsync(child, desired, owner, slot, writes, cancellationToken).ConfigureAwait(false);
        }

        var seen = services.Observer.Observe(child.Resource, answer);
        slot.Set(seen with { AppliedFingerprint = seen.Fingerprint });
        return IsDone(child, slot);
    }

    private static bool IsDone(PlannedChild child, OwnerSlot slot)
    {
        if (child.Entry.Sleep is not null)
            slot.Sleeps.Forget(child);
        return true;
    }

    /// <summary>Names the object by its uid, so that what somebody made in its place is not taken for it.</summary>
    /// <returns>Null when it is gone, and when another object has its name.</returns>
    private async Task<WatchedObject?> AgainAsync(PlannedChild child, JsonObject desired, string uid, WriteCount writes, CancellationToken cancellationToken)
    {
        desired["metadata"]!["uid"] = uid;
        writes.Add();
        try
        {
            var answer = await services.Client.PatchAsync(
                child.Resource, child.Name, PatchKind.Apply, desired, new WriteOptions { FieldManager = Stamps.FieldManager, Force = child.Entry.ForceConflict }, cancellationToken).ConfigureAwait(false);
            return WatchedObject.Decode(answer.Json.Span, Stamps.FieldManager);
        }
        catch (KubernetesApiException refused) when (SaysAnotherUid(refused))
        {
            return null;
        }
        catch (KubernetesApiException refused) when (refused.IsConflict && !child.Entry.ForceConflict)
        {
            throw new PassException(PassResult.Failed, "FieldConflict", $"{child}: {refused.ServerMessage}");
        }
    }

    /// <summary>422 where another object has the name, 409 where none has it.</summary>
    private static bool SaysAnotherUid(KubernetesApiException refused) =>
        refused.IsInvalid
            ? refused.Causes.Any(cause => string.Equals(cause.Field, "metadata.uid", StringComparison.Ordinal))
            : refused.IsConflict && refused.ServerMessage.Contains("uid mismatch", StringComparison.Ordinal);

    /// <summary>The inventory was wrong: what it says of this object holds for no other.</summary>
    private void Forget(ChildRecord known, JsonObject desired, OwnerSlot slot)
    {
        slot.Remove(known);
        Stamps.Renew(desired, services.Clock.GetUtcNow());
    }

    /// <summary>Known by its fingerprint; after a start by comparing every desired value with the live one, once.</summary>
    private static bool IsAsDesired(ChildRecord known, JsonObject desired, ulong hash, OwnerSlot slot)
    {
        if (known.AppliedHash != hash)
            return false;
        if (known.AppliedFingerprint != 0)
            return known.IsAsApplied;
        if (known.Unverified is not { } live || !KubernetesEquality.Satisfies(desired, live.Parse(), OwnedFields.Parse(live.OwnedFields)))
            return false;
        slot.Set(known with { AppliedFingerprint = known.Fingerprint, Unverified = null });
        return true;
    }
}
