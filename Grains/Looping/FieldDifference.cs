using System.Globalization;
using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Apply;

namespace Orkestra.Grains.Looping;

/// <summary>Finds where a live object is not as it is desired, and who says otherwise.</summary>
internal static class FieldDifference
{
    /// <summary>The first field, metadata last; null when the live object satisfies the desired one.</summary>
    public static IReadOnlyList<string>? First(JsonObject desired, JsonObject live)
    {
        var path = new List<string>();
        return Descend(desired, live, path) ? path : null;
    }

    /// <summary>The manager besides ours that owns the field and wrote last; null when none is known.</summary>
    public static string? ManagerOf(JsonObject live, IReadOnlyList<string> path, string ours) =>
        (live["metadata"]?["managedFields"] as JsonArray)?.OfType<JsonObject>()
            .Where(entry => !string.Equals((string?)entry["manager"], ours, StringComparison.Ordinal) && Owns(entry["fieldsV1"] as JsonObject, path))
            .OrderByDescending(entry => (string?)entry["time"], StringComparer.Ordinal)
            .Select(entry => (string?)entry["manager"])
            .FirstOrDefault();

    private static bool Descend(JsonNode? desired, JsonNode? live, List<string> path)
    {
        if (IsSame(desired, live))
            return false;
        foreach (var (step, wanted, found) in Below(desired, live))
        {
            path.Add(step);
            if (Descend(wanted, found, path))
                return true;
            path.RemoveAt(path.Count - 1);
        }

        return path.Count > 0;
    }

    private static IEnumerable<(string Step, JsonNode? Desired, JsonNode? Live)> Below(JsonNode? desired, JsonNode? live) => (desired, live) switch
    {
        (JsonObject wanted, JsonObject found) => wanted.OrderBy(field => field.Key is "metadata" ? 1 : 0).Where(field => field.Key is not "uid").Select(field => (field.Key, field.Value, found[field.Key])),
        (JsonArray wanted, JsonArray found) when wanted.Count == found.Count => wanted.Select((item, i) => (i.ToString(CultureInfo.InvariantCulture), item, found[i])),
        _ => [],
    };

    private static bool IsSame(JsonNode? desired, JsonNode? live) =>
        KubernetesEquality.Satisfies(new JsonObject { ["v"] = desired?.DeepClone() }, new JsonObject { ["v"] = live?.DeepClone() }, null);

    /// <summary>Items of lists are named by their keys there: whoever owns something of the list may own this.</summary>
    private static bool Owns(JsonObject? fields, IReadOnlyList<string> path)
    {
        var at = fields;
        foreach (var step in path)
        {
            if (at is null)
                return false;
            if (int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                return true;
            if (at[$"f:{step}"] is not JsonObject below)
                return false;
            at = below;
        }

        return true;
    }
}
