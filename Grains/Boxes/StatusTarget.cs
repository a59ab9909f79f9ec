using Orkestra.Kubernetes.CustomResources;

namespace Orkestra.Grains.Boxes;

/// <summary>Where the status of a custom resource goes.</summary>
internal sealed record StatusTarget(StatusHandling Handling, StructuralPruning? Pruning);
