using Microsoft.Extensions.Logging;
using Orkestra.Grains.Budgets;
using Orkestra.Grains.Cross;
using Orkestra.Grains.Fleet;
using Orkestra.Grains.Hosting;
using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Grains.Namespaces;
using Orkestra.Grains.Passes;
using Orkestra.Grains.Storage;
using Orkestra.Grains.Telemetry;
using Orkestra.Grains.Watching;
using Orkestra.Kubernetes.Client;

namespace Orkestra.Grains.Boxes;

/// <summary>What the boxes of one cluster share.</summary>
internal sealed record BoxServices(
    string Cluster,
    KubernetesClient Client,
    CustomResourceDefinitions Definitions,
    NamespaceWatch Namespaces,
    ChildWatches Watches,
    ChildObserver Observer,
    OwnerSlots Slots,
    BoxDirectory Directory,
    IGrainHost Host,
    PassServices Passes,
    ApiBudget? Budget,
    OrkestraInstruments Instruments,
    Action<FleetEvent> Publish,
    TimeProvider Clock,
    ILoggerFactory Logs)
{
    /// <summary>Which children two custom resources want.</summary>
    public required Contentions Contentions { get; init; }

    /// <summary>Which box needs which.</summary>
    public required DependencyGraph Dependencies { get; init; }

    /// <summary>What boxes read of each other.</summary>
    public required CrossDirectory Cross { get; init; }

    /// <summary>The watches of objects that are no children.</summary>
    public required ObjectStreams Streams { get; init; }
}
