using System.Text.Json.Nodes;

namespace Orkestra.Kubernetes.Tests;

internal static class Json
{
    public static JsonObject Object(string text) => JsonNode.Parse(text)!.AsObject();
}
