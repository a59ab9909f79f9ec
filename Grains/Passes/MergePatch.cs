using System.Text.Json.Nodes;

namespace Orkestra.Grains.Passes;

/// <summary>The JSON merge patch (RFC 7386) that turns one object into another: empty when they are equal.</summary>
internal static class MergePatch
{
    public static JsonObject Between(JsonObject from, JsonObject to)
    {
        var patch = new JsonObject();
        foreach (var (name, _) in from)
        {
            if (!to.ContainsKey(name))
                patch[name] = null;
        }

        foreach (var (name, value) in to)
        {
            var existed = from.TryGetPropertyValue(name, out var before);
            if (existed && JsonNode.DeepEquals(before, value))
                continue;
            if (existed && before is JsonObject a && value is JsonObject b)
                patch[name] = Between(a, b);
            else
                patch[name] = value?.DeepClone();
        }

        return patch;
    }
}
