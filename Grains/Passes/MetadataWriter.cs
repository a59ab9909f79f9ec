using System.Text.Json.Nodes;
using Orkestra.Grains.Boxes;
using Orkestra.Grains.Identity;
using Orkestra.Grains.Storage;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Watch;

namespace Orkestra.Grains.Passes;

/// <summary>Writes metadata of a custom resource: one patch with the resourceVersion as precondition, never after a read.</summary>
internal sealed class MetadataWriter(PassServices services)
{
    /// <returns>The custom resource as it is afterwards.</returns>
    public async Task<JsonObject> WriteAsync(BoxContext box, CustomResourceRecord record, JsonObject live, JsonObject metadata, WriteCount writes, CancellationToken cancellationToken)
    {
        metadata["resourceVersion"] = live.ResourceVersion;
        writes.Add();
        var answer = await services.Client.PatchAsync(
            box.Resource, record.Name, PatchKind.Merge, new JsonObject { ["metadata"] = metadata }, new WriteOptions { FieldManager = Stamps.FieldManager }, cancellationToken).ConfigureAwait(false);
        box.Store.Update(record, WatchedObject.Decode(answer.Json.Span, Stamps.FieldManager));
        return answer.Object;
    }

    /// <summary>Writes one annotation, or takes it away.</summary>
    public Task<JsonObject> AnnotateAsync(BoxContext box, CustomResourceRecord record, JsonObject live, string name, string? value, WriteCount writes, CancellationToken cancellationToken) =>
        WriteAsync(box, record, live, new JsonObject { ["annotations"] = new JsonObject { [name] = value } }, writes, cancellationToken);
}
