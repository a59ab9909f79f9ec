using System.Collections.Immutable;

namespace Orkestra.DevCluster.Lifecycle;

/// <summary>An object that keeps its namespace from going.</summary>
internal sealed record RemainingContent(string Resource, ImmutableArray<string> Finalizers);
