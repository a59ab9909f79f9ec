using System.Text.Json.Nodes;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Model;

namespace Orkestra.Katalog.Resources;

/// <summary>What a shape renders one child from.</summary>
/// <param name="Name">The name of the child.</param>
/// <param name="Namespace">The namespace that it gets if its kind has namespaces; null for a child without one of a cluster-scoped custom resource.</param>
/// <param name="OwnerName">The name of the custom resource.</param>
/// <param name="OwnerNamespace">Its namespace; null for one that has none.</param>
/// <param name="Owner">The labels by which pods are found.</param>
/// <param name="OwnerHasWorkloads">Whether the operator box makes pods at all.</param>
/// <param name="Fields">The fields of the entry.</param>
/// <param name="Labels">The rendered labels of the child; null: none. Not to be changed.</param>
/// <param name="World">What can be seen of the cluster.</param>
/// <param name="Copies">The child's copies in other namespaces.</param>
internal sealed record ChildScope(string Name, string? Namespace, string OwnerName, string? OwnerNamespace, OwnerLabels Owner, bool OwnerHasWorkloads, Block Fields, JsonObject? Labels, WatchedWorld World, CopyGroup Copies)
{
    /// <summary>How the number of pods changes; null: it does not.</summary>
    public WorkloadAutoscale? Autoscale { get; init; }
}
