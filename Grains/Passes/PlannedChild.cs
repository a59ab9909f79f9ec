using System.Text.Json.Nodes;
using Orkestra.Katalog.Model;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Passes;

/// <summary>A child that the entry yields for a custom resource, with its place in the cluster.</summary>
/// <param name="Entry">Its entry.</param>
/// <param name="Resource">Its kind as the server serves it.</param>
/// <param name="Name">Its namespace and name.</param>
/// <param name="Desired">What to apply, without stamps; null when the entry is switched off.</param>
/// <param name="CanBeOwned">An owner reference from it to the custom resource is allowed, so the cluster collects it.</param>
internal sealed record PlannedChild(ResourceEntry Entry, ApiResource Resource, ObjectName Name, JsonObject? Desired, bool CanBeOwned)
{
    public bool Wanted => Desired is not null;

    public override string ToString() => $"{Resource.Kind} {Name}";
}
