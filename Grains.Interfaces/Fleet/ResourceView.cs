using System.Text.Json.Nodes;

namespace Orkestra.Grains.Interfaces.Fleet;

/// <summary>One custom resource with its object.</summary>
/// <param name="View">How it stands.</param>
/// <param name="Live">The object as last seen. Not to be changed.</param>
public sealed record ResourceView(CustomResourceView View, JsonObject Live);
