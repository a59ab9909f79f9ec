using Orkestra.Grains.Watching;
using Orkestra.Katalog.Rendering;
using Orkestra.Kubernetes.Client;

namespace Orkestra.Grains.Passes;

/// <summary>What every pass of a cluster works with.</summary>
internal sealed record PassServices(KubernetesClient Client, ChildWatches Watches, ChildObserver Observer, SourceWatches Sources, TimeProvider Clock, OrkFacts Ork);
