using System.Text.Json.Nodes;
using Orkestra.Grains.Events;
using Orkestra.Grains.Identity;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Grains.Storage;
using Orkestra.Katalog.Model;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Watch;

namespace Orkestra.Grains.Passes;

/// <summary>The first apply of a child that is not in the inventory makes an object, or changes nothing: the API server refuses it where an object of that name exists.
/// Such an object is then adopted only if it is ours by its stamps, or the entry says so; otherwise it is left alone, and from then on looked at before anything is sent.</summary>
internal sealed class FirstApply(PassServices services)
{
    public const string BelongsToOther = "ChildBelongsToOther";

    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly AbsenceGuard _guard = new(services.Client);

    public async Task<WatchedObject> ApplyAsync(PlannedChild child, JsonObject desired, StampedOwner owner, OwnerSlot slot, WriteCount writes, CancellationToken cancellationToken)
    {
        if ((slot.IsForeign(child.Resource, child.Name) || _guard.IsRefusedFor(child.Resource)) && await FindAsync(child, cancellationToken).ConfigureAwait(false) is { } stillThere)
            return await AdoptAsync(child, desired, stillThere, owner, slot, writes, cancellationToken).ConfigureAwait(false);

        slot.SetForeign(child.Resource, child.Name, foreign: false);
        var metadata = desired["metadata"]!.AsObject();
        await _guard.AddAsync(metadata, child.Resource, cancellationToken).ConfigureAwait(false);
        try
        {
            return await SendAsync(child, desired, force: false, writes, cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesApiException refused) when (refused.IsConflict || refused.IsInvalid)
        {
            if (await FindAsync(child, cancellationToken).ConfigureAwait(false) is not { } existing)
                throw;
            AbsenceGuard.Remove(metadata);
            return await AdoptAsync(child, desired, existing, owner, slot, writes, cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesApiException refused) when (_guard.Learn(refused, child.Resource))
        {
            AbsenceGuard.Remove(metadata);
            return await SendAsync(child, desired, force: false, writes, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <returns>The child as it is then.</returns>
    private async Task<WatchedObject> AdoptAsync(
        PlannedChild child, JsonObject desired, JsonObject existing, StampedOwner owner, OwnerSlot slot, WriteCount writes, CancellationToken cancellationToken)
    {
        if (existing.DeletionTimestamp is not null)
            throw new PassException(PassResult.Waiting, "WaitingForDeletion", $"{child} of an earlier object is still being deleted", Pause(existing));
        var isOurs = Stamps.BelongsTo(existing, owner);
        if (!isOurs && (!child.Entry.Adopt || services.Contentions.IsHeld(owner, PresentOwner.KeyOf(existing))))
            throw Foreign(child, existing, owner, slot);
        if (isOurs && child.Entry.Mode is ApplyMode.CreateOnce)
            return WatchedObject.From(existing, Stamps.FieldManager);
        if (!isOurs)
            Stamps.MarkAdopted(desired, PresentOwner.Of(existing));
        if (child.Entry.Once)
            Keep(desired, existing);
        // Only the object that was looked at.
        desired["metadata"]!["uid"] = existing.Uid;
        var adopted = await SendAsync(child, desired, force: true, writes, cancellationToken).ConfigureAwait(false);
        if (!isOurs)
            services.Events.Emit(owner.Subject, new EventText(IsWarning: false, "ChildAdopted", "Adopt", $"took over {child}, {PresentOwner.Of(existing)}"));
        return adopted;
    }

    /// <summary>No watch of ours sees an object of somebody else: it is asked about the less often the longer it takes.</summary>
    private TimeSpan Pause(JsonObject existing)
    {
        var since = services.Clock.GetUtcNow() - existing.DeletionTimestamp.GetValueOrDefault();
        return since < ShortestPause ? ShortestPause : since < LongestPause ? since : LongestPause;
    }

    /// <summary>Values that are made once are never made over those of a secret that is there, whoever made it.</summary>
    private static void Keep(JsonObject desired, JsonObject made)
    {
        if (desired["data"] is JsonObject values && made["data"] is JsonObject present)
        {
            foreach (var (key, value) in present)
            {
                if (values.ContainsKey(key))
                    values[key] = value?.DeepClone();
            }
        }

        if (made.Annotation(Stamps.GeneratedAt) is { Length: > 0 } time)
            desired["metadata"]!["annotations"]![Stamps.GeneratedAt] = time;
    }

    private Task<JsonObject?> FindAsync(PlannedChild child, CancellationToken cancellationToken) => services.Client.FindAsync(child.Resource, child.Name, cancellationToken);

    private async Task<WatchedObject> SendAsync(PlannedChild child, JsonObject desired, bool force, WriteCount writes, CancellationToken cancellationToken)
    {
        writes.Add();
        var answer = await services.Client.PatchAsync(
            child.Resource, child.Name, PatchKind.Apply, desired, new WriteOptions { FieldManager = Stamps.FieldManager, Force = force }, cancellationToken).ConfigureAwait(false);
        return WatchedObject.Decode(answer.Json.Span, Stamps.FieldManager);
    }

    private PassException Foreign(PlannedChild child, JsonObject existing, StampedOwner owner, OwnerSlot slot)
    {
        slot.SetForeign(child.Resource, child.Name, foreign: true);
        if (PresentOwner.KeyOf(existing) is { } holder)
            services.Contentions.Report(owner, holder, child);
        return new PassException(PassResult.Failed, BelongsToOther, $"{child} exists and is not ours: {PresentOwner.Of(existing)}. Rename it, or set adopt: true on {child.Entry.Path}");
    }
}
