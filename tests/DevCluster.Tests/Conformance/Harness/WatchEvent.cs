using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Tests.Conformance.Harness;

/// <summary>One event of a watch.</summary>
public sealed record WatchEvent(string Type, JsonNode Live)
{
    public string? Name => this["metadata/name"];

    public string? this[string path] => Live.Text(path);

    public static WatchEvent From(JsonNode node) => new(node.Text("type")!, node["object"]!.DeepClone());
}
