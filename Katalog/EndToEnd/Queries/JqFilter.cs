using System.Text.Json.Nodes;

namespace Orkestra.Katalog.EndToEnd.Queries;

/// <summary>What a piece of a jq query makes of one value: none, one or several.</summary>
internal delegate IEnumerable<JsonNode?> JqFilter(JsonNode? input);
