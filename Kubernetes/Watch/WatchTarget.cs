using Orkestra.Kubernetes.Objects;

namespace Orkestra.Kubernetes.Watch;

/// <summary>What a reflector watches.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Namespace">Only this namespace; null for all, and for resources of cluster scope.</param>
/// <param name="LabelSelector">Only objects with these labels, as "app=web".</param>
/// <param name="FieldSelector">Only objects with these fields, as "metadata.name=web".</param>
/// <param name="FieldManager">Whose Apply entry of managedFields is kept in <see cref="WatchedObject.OwnedFields"/>; null keeps none.</param>
public sealed record WatchTarget(ApiResource Resource, string? Namespace = null, string? LabelSelector = null, string? FieldSelector = null, string? FieldManager = null);
