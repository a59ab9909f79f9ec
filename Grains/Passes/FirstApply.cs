using System.Net;
using System.Text.Json.Nodes;
using Orkestra.Grains.Identity;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Grains.Storage;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Passes;

/// <summary>The first apply of a child that is not in the inventory: without force, so that nothing of somebody else is taken over.
/// An object that existed is adopted only if it is ours by its stamps, or the entry says so; otherwise it is left as it was,
/// and from then on looked at before it is written to.</summary>
internal sealed class FirstApply(PassServices services)
{
    public async Task<ApiAnswer> ApplyAsync(PlannedChild child, JsonObject desired, StampedOwner owner, OwnerSlot slot, WriteCount writes, CancellationToken cancellationToken)
    {
        if (slot.IsForeign(child.Resource, child.Name) && await FindAsync(child, cancellationToken).ConfigureAwait(false) is { } stillThere)
            return await AdoptAsync(child, desired, stillThere, owner, slot, writes, cancellationToken).ConfigureAwait(false);

        slot.SetForeign(child.Resource, child.Name, foreign: false);
        ApiAnswer answer;
        try
        {
            answer = await SendAsync(child, desired, force: false, writes, cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesApiException refused) when (refused.StatusCode is (int)HttpStatusCode.Conflict or (int)HttpStatusCode.UnprocessableEntity)
        {
            if (await FindAsync(child, cancellationToken).ConfigureAwait(false) is not { } existing)
                throw;
            return await AdoptAsync(child, desired, existing, owner, slot, writes, cancellationToken).ConfigureAwait(false);
        }

        if (answer.StatusCode == (int)HttpStatusCode.Created)
            return answer;
        JsonObject? before;
        try
        {
            before = await BeforeAsync(child, answer.Object, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // Not known whose it was: it is given back before anything else, also when the process is stopping.
            slot.SetForeign(child.Resource, child.Name, foreign: true);
            await SendAsync(child, Nothing(child), force: false, writes, CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        if (before is null || Stamps.BelongsTo(before, owner))
            return answer;
        if (child.Entry.Adopt)
            return await AdoptAsync(child, desired, before, owner, slot, writes, cancellationToken).ConfigureAwait(false);
        await SendAsync(child, Nothing(child), force: false, writes, CancellationToken.None).ConfigureAwait(false);
        throw Foreign(child, before, slot);
    }

    private Task<ApiAnswer> AdoptAsync(
        PlannedChild child, JsonObject desired, JsonObject existing, StampedOwner owner, OwnerSlot slot, WriteCount writes, CancellationToken cancellationToken) =>
        Stamps.BelongsTo(existing, owner) ? SendAsync(child, desired, force: true, writes, cancellationToken)
        : child.Entry.Adopt ? SendAsync(child, Stamps.MarkAdopted(desired), force: true, writes, cancellationToken)
        : throw Foreign(child, existing, slot);

    private Task<JsonObject?> FindAsync(PlannedChild child, CancellationToken cancellationToken) => services.Client.FindAsync(child.Resource, child.Name, cancellationToken);

    private Task<ApiAnswer> SendAsync(PlannedChild child, JsonObject desired, bool force, WriteCount writes, CancellationToken cancellationToken)
    {
        writes.Add();
        return services.Client.PatchAsync(
            child.Resource, child.Name, PatchKind.Apply, desired, new WriteOptions { FieldManager = Stamps.FieldManager, Force = force }, cancellationToken);
    }

    /// <summary>The object as it was right before our apply changed it; null when the apply found it exactly as we send it.
    /// After a merge the stamps are ours, whoever made the object: only the state before tells.</summary>
    private async Task<JsonObject?> BeforeAsync(PlannedChild child, JsonObject merged, CancellationToken cancellationToken)
    {
        if (!ulong.TryParse(merged.ResourceVersion, System.Globalization.CultureInfo.InvariantCulture, out var version))
            return merged;
        var options = new ListOptions
        {
            Namespace = child.Name.Namespace,
            FieldSelector = $"metadata.name={child.Name.Name}",
            ExactResourceVersion = (version - 1).ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        await foreach (var item in services.Client.ListAsync(child.Resource, options, cancellationToken).ConfigureAwait(false))
            return item;
        return null;
    }

    /// <summary>An apply of nothing gives back every field that our manager merged.</summary>
    private static JsonObject Nothing(PlannedChild child)
    {
        var metadata = new JsonObject { ["name"] = child.Name.Name };
        if (child.Name.Namespace is { } ns)
            metadata["namespace"] = ns;
        return new JsonObject { ["apiVersion"] = (string?)child.Desired!["apiVersion"], ["kind"] = child.Resource.Kind, ["metadata"] = metadata };
    }

    private static PassException Foreign(PlannedChild child, JsonObject existing, OwnerSlot slot)
    {
        slot.SetForeign(child.Resource, child.Name, foreign: true);
        var controller = existing.ControllerReference is { } reference ? $"controlled by {reference.Kind} {reference.Name}" : "without a controller";
        var managers = (existing["metadata"]?["managedFields"] as JsonArray ?? [])
            .Select(entry => (string?)entry?["manager"]).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return new PassException(PassResult.Failed, "ChildBelongsToOther",
            $"{child} exists and is not ours: {controller}, managed by {string.Join(", ", managers.DefaultIfEmpty("nobody"))}. Rename it, or set adopt: true on {child.Entry.Path}");
    }
}
