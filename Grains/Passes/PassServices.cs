using Orkestra.Grains.Cross;
using Orkestra.Grains.Events;
using Orkestra.Grains.External;
using Orkestra.Grains.Fleet;
using Orkestra.Grains.Related;
using Orkestra.Grains.Watching;
using Orkestra.Katalog.Rendering;
using Orkestra.Kubernetes.Client;

namespace Orkestra.Grains.Passes;

/// <summary>What every pass of a cluster works with. Without an outside no external call is made.</summary>
internal sealed record PassServices(KubernetesClient Client, ChildWatches Watches, ChildObserver Observer, SourceWatches Sources, CrossDirectory Cross, Outside? Outside, TimeProvider Clock, OrkFacts Ork)
{
    /// <summary>Where events are told.</summary>
    public required EventSink Events { get; init; }

    /// <summary>What <c>enrich</c> looks up; null: nothing is looked up.</summary>
    public RelatedWatches? Related { get; init; }

    /// <summary>Which children two custom resources want.</summary>
    public required Contentions Contentions { get; init; }
}
