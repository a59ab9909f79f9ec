using System.Net;
using System.Text.Json.Nodes;
using Orkestra.Grains.Boxes;
using Orkestra.Grains.Identity;
using Orkestra.Grains.Storage;
using Orkestra.Kubernetes.Apply;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.CustomResources;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Watch;

namespace Orkestra.Grains.Passes;

/// <summary>Writes the status of a custom resource when it says something new: one patch with the resourceVersion as precondition, never after a read.</summary>
internal sealed class StatusWriter(PassServices services)
{
    public async Task<StatusAnswer> WriteAsync(BoxContext box, CustomResourceRecord record, JsonObject live, JsonObject desired, WriteCount writes, CancellationToken cancellationToken)
    {
        var target = box.Status();
        if (box.Entry.IgnoreStatusPatch || target.Handling is StatusHandling.Dropped)
            return StatusAnswer.Same;
        var before = live["status"] as JsonObject ?? [];
        var after = Pruned(desired, target);
        var patch = MergePatch.Between(before, after);
        if (patch.Count == 0)
            return StatusAnswer.Same;
        // A server that alters what it is sent (an admission webhook, a field it drops) would be asked again at every pass.
        var sent = CanonicalJson.Hash(after);
        if (record.StatusWrite == (sent, CanonicalJson.Hash(before)))
            return StatusAnswer.Same;

        record.Slot.Probe?.Status(patch);
        var body = new JsonObject { ["metadata"] = new JsonObject { ["resourceVersion"] = live.ResourceVersion }, ["status"] = patch };
        writes.Add();
        ApiAnswer answer;
        try
        {
            var options = new WriteOptions { FieldManager = Stamps.FieldManager, Subresource = target.Handling is StatusHandling.Subresource ? "status" : null };
            answer = await services.Client.PatchAsync(box.Resource, record.Name, PatchKind.Merge, body, options, cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesApiException refused) when (refused.StatusCode is (int)HttpStatusCode.Conflict or (int)HttpStatusCode.NotFound)
        {
            // The object changed or went, and the watch brings that with the next pass; or it did not, and nobody brings it.
            return refused.IsConflict ? StatusAnswer.Conflict : StatusAnswer.Same;
        }

        var now = answer.Object["status"] as JsonObject ?? [];
        record.StatusWrite = (sent, CanonicalJson.Hash(now));
        box.Store.Update(record, WatchedObject.Decode(answer.Json.Span, Stamps.FieldManager));
        return JsonNode.DeepEquals(box.Entry.Reads.Status.Apply(before), box.Entry.Reads.Status.Apply(now)) ? StatusAnswer.Same : StatusAnswer.InputChanged;
    }

    /// <summary>Without the fields that the schema of the CRD does not keep.</summary>
    private static JsonObject Pruned(JsonObject status, StatusTarget target)
    {
        if (target.Pruning is null)
            return status;
        var whole = new JsonObject { ["status"] = status.DeepClone() };
        target.Pruning.Prune(whole);
        return whole["status"] as JsonObject ?? [];
    }
}
