using System.Text.Json.Nodes;
using Orkestra.DevCluster.Schemas;

namespace Orkestra.DevCluster.Cel;

/// <summary>A list of the resource, with its schema: in sets and lists with keys the order does not count.</summary>
internal sealed record CelArray(JsonArray Node, TypeSchema Schema);
