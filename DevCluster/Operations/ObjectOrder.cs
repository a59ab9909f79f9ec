using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Operations;

/// <summary>Objects begin with kind, apiVersion and metadata, so that a list can leave the first two out without reading them.</summary>
internal static class ObjectOrder
{
    private static readonly string[] First = ["kind", "apiVersion", "metadata", "spec"];

    public static JsonObject Arrange(JsonObject obj)
    {
        var arranged = new JsonObject();
        foreach (var name in First)
            Move(obj, name, arranged);
        foreach (var name in obj.Select(pair => pair.Key).Where(name => name is not "status").ToArray())
            Move(obj, name, arranged);
        Move(obj, "status", arranged);
        return arranged;
    }

    private static void Move(JsonObject from, string name, JsonObject to)
    {
        if (!from.TryGetPropertyValue(name, out var value))
            return;
        from.Remove(name);
        to[name] = value;
    }
}
