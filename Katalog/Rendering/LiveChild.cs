using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Rendering;

/// <summary>A child that exists in the cluster.</summary>
/// <param name="ApiVersion">Of the live object.</param>
/// <param name="Kind">Of the live object.</param>
/// <param name="Namespace">Null: cluster-scoped.</param>
/// <param name="Name">Its name.</param>
/// <param name="EntryPath">The <see cref="Model.ResourceEntry.Path"/> that it is stamped with.</param>
/// <param name="Parts">At least what <see cref="Model.EntryReads.OfChild"/> projects; kind and name may be left out. Not changed.</param>
public sealed record LiveChild(string ApiVersion, string Kind, string? Namespace, string Name, string EntryPath, JsonObject Parts);
