using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Grains.Namespaces;
using Orkestra.Grains.Queueing;
using Orkestra.Grains.Storage;
using Orkestra.Grains.Watching;
using Orkestra.Katalog.Model;

namespace Orkestra.Grains.Pausing;

/// <summary>Queues the custom resources of a box whose namespace or CRD is paused, or no longer is. Their own annotations come with their own events, and ends with a timer.</summary>
internal sealed class PauseFollower(BoxStore store, WorkQueue queue, NamespaceWatch namespaces, CustomResourceDefinitions definitions, ApiTypes types)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var listening = namespaces.Subscribe(Wake);
        var seen = Mark();
        while (true)
        {
            var next = definitions.NextChange;
            if (Mark() is var now && now != seen)
            {
                seen = now;
                Wake(null);
            }

            await next.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private PauseMark? Mark() => definitions.FindMarks(types.Group, types.Kind)?.Pause;

    private void Wake(string? ns)
    {
        foreach (var record in store.Records)
        {
            if (ns is null || string.Equals(record.Name.Namespace, ns, StringComparison.Ordinal))
                queue.Add(record.Name, PassCauses.Retry);
        }
    }
}
