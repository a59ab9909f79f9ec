using Orkestra.Grains.Storage;
using Orkestra.Kubernetes.Client;

namespace Orkestra.Grains.Passes;

/// <summary>Deletes a child, and nothing that somebody made in its place.</summary>
internal sealed class ChildDeleter(PassServices services)
{
    /// <summary>One request. What was gone before it is forgotten at once; the watch tells the end of the others.</summary>
    public async Task DeleteAsync(ChildRecord child, OwnerSlot slot, PropagationPolicy propagation, WriteCount writes, CancellationToken cancellationToken)
    {
        writes.Add();
        var options = new DeleteOptions { Uid = child.Uid, Propagation = propagation };
        if (!await services.Client.DeleteAsync(child.Resource, child.Name, options, cancellationToken).ConfigureAwait(false))
            slot.Remove(child);
    }
}
