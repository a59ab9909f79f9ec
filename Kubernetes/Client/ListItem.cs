using System.Text.Json;
using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Kubernetes.Client;

/// <summary>An object inside a list. The server leaves apiVersion and kind out there for built-in kinds.</summary>
internal static class ListItem
{
    public static JsonObject Parse(ReadOnlySpan<byte> json, ApiResource resource)
    {
        var obj = JsonNode.Parse(json) as JsonObject ?? throw new JsonException($"The list of {resource.GroupResource} has an item that is no object.");
        if (!obj.ContainsKey("kind"))
            obj.Insert(0, "kind", resource.Kind);
        if (!obj.ContainsKey("apiVersion"))
            obj.Insert(0, "apiVersion", resource.ApiVersion);
        return obj;
    }
}
