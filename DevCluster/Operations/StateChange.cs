using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Operations;

/// <summary>The state that a client wants. An apply has settled who owns which field itself: then <paramref name="TracksFields"/> is false.</summary>
/// <param name="Object">The whole object.</param>
/// <param name="TracksFields">The writer becomes the owner of what it changed.</param>
internal sealed record StateChange(JsonObject Object, bool TracksFields = true);
