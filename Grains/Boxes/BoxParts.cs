using Orkestra.Grains.Cross;
using Orkestra.Grains.Pausing;
using Orkestra.Grains.Queueing;
using Orkestra.Grains.Storage;
using Orkestra.Grains.Timing;
using Orkestra.Katalog.Model;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Boxes;

/// <summary>What a box keeps while its CRD is served, whatever definition it runs.</summary>
internal sealed class BoxParts : IDisposable
{
    public BoxParts(BoxServices services, CrdEntry entry, ApiResource resource, CrossTarget target)
    {
        Resource = resource;
        Queue = new WorkQueue(services.Clock, services.Client.Activity, ns => services.Namespaces.Of(ns).Weight);
        Store = new BoxStore(target);
        Delayed = new DelayedKeys(services.Clock, key => Queue.Add(key, Interfaces.Passes.PassCauses.Retry));
        Departures = new Departures(entry, services.Cluster, resource, services.Client, services.Directory, Queue);
        Meter = new BoxMeter(services.Clock);
        Pauses = new Pauses(ns => services.Namespaces.Of(ns).Pause, () => services.Definitions.FindMarks(entry.Types.Group, entry.Types.Kind)?.Pause, services.Clock);
    }

    public ApiResource Resource { get; }

    public WorkQueue Queue { get; }

    public BoxStore Store { get; }

    public DelayedKeys Delayed { get; }

    public Departures Departures { get; }

    public BoxMeter Meter { get; }

    public Pauses Pauses { get; }

    public void Dispose() => Delayed.Dispose();
}
