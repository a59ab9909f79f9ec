using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orkestra.Kubernetes.Apply;

/// <summary>Whether two JSON values are the same: key order and the spelling of numbers do not matter.</summary>
internal static class JsonEquality
{
    public static bool Same(JsonNode? left, JsonNode? right) => (left, right) switch
    {
        (null, null) => true,
        (JsonObject a, JsonObject b) => SameObjects(a, b),
        (JsonArray a, JsonArray b) => SameArrays(a, b),
        (JsonValue a, JsonValue b) => SameValues(a, b),
        _ => false,
    };

    public static bool SameValues(JsonValue left, JsonValue right)
    {
        var kind = left.GetValueKind();
        if (kind != right.GetValueKind())
            return false;
        return kind switch
        {
            JsonValueKind.String => string.Equals(left.GetValue<string>(), right.GetValue<string>(), StringComparison.Ordinal),
            JsonValueKind.Number => string.Equals(JsonNumber.Canonical(left), JsonNumber.Canonical(right), StringComparison.Ordinal),
            _ => true,
        };
    }

    private static bool SameObjects(JsonObject left, JsonObject right)
    {
        if (left.Count != right.Count)
            return false;
        foreach (var (name, value) in left)
        {
            if (!right.TryGetPropertyValue(name, out var other) || !Same(value, other))
                return false;
        }

        return true;
    }

    private static bool SameArrays(JsonArray left, JsonArray right)
    {
        if (left.Count != right.Count)
            return false;
        for (var at = 0; at < left.Count; at++)
        {
            if (!Same(left[at], right[at]))
                return false;
        }

        return true;
    }
}
