using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Enrichment;

/// <summary>What templates see of the node of a pod: name, zone, region and instanceType.</summary>
internal static class NodeView
{
    public static JsonObject Of(JsonObject live)
    {
        var labels = live["metadata"]?["labels"];
        return new JsonObject
        {
            ["name"] = live["metadata"]?["name"]?.DeepClone(),
            ["zone"] = (string?)labels?["topology.kubernetes.io/zone"] ?? "",
            ["region"] = (string?)labels?["topology.kubernetes.io/region"] ?? "",
            ["instanceType"] = (string?)labels?["node.kubernetes.io/instance-type"] ?? "",
        };
    }
}
