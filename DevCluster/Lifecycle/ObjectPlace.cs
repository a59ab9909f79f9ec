using Orkestra.DevCluster.Storage;

namespace Orkestra.DevCluster.Lifecycle;

/// <summary>Where an object is kept.</summary>
internal readonly record struct ObjectPlace(GroupResource Resource, string? Namespace, string Name);
