using System.Text.Json.Nodes;
using Orkestra.Grains.Identity;
using Orkestra.Grains.Storage;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Passes;

/// <summary>Takes everything of ours from a child that stays (<c>deletionPolicy: orphan</c>): one patch of the object that was looked at.</summary>
internal sealed class ChildRelease(PassServices services)
{
    public async Task ReleaseAsync(ChildRecord child, OwnerSlot slot, WriteCount writes, CancellationToken cancellationToken)
    {
        var metadata = new JsonObject { ["uid"] = child.Uid, ["labels"] = Nothing(Stamps.ChildLabels), ["annotations"] = Nothing(Stamps.ChildAnnotations) };
        writes.Add();
        try
        {
            await services.Client.PatchAsync(
                child.Resource, child.Name, PatchKind.Merge, new JsonObject { ["metadata"] = metadata }, new WriteOptions { FieldManager = Stamps.FieldManager }, cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesApiException gone) when (gone.IsNotFound || gone.IsConflict || gone.IsInvalid)
        {
            // It is gone, or another object has its name: there is nothing of ours to take away.
        }

        slot.Remove(child);
    }

    private static JsonObject Nothing(IEnumerable<string> names) => new(names.Select(name => KeyValuePair.Create<string, JsonNode?>(name, null)));
}
